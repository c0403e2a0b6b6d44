import { defineConfig } from 'vite';

// The page calls its own origin, and Vite passes that on to the gateway: no CORS_ORIGINS is needed.
const proxy = {
  '/graphql': { target: process.env.GATEWAY_URL ?? 'http://127.0.0.1:4000', ws: true },
};

export default defineConfig({ server: { proxy }, preview: { proxy } });
