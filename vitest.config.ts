import { defineConfig } from 'vitest/config';

export default defineConfig({
  resolve: {
    // Node loads graphql as CommonJS; Vite would take the other copy of the package, and the two do not mix.
    alias: [
      { find: /^graphql$/, replacement: 'graphql/index.js' },
      // The package by its own name, as its users import it. Node resolves that; Vite does not.
      { find: /^twilio-proxy-graphql\//, replacement: `${import.meta.dirname}/dist/` },
    ],
  },
  test: {
    include: ['test/**/*.test.ts'],
    pool: 'forks',
    // The files that a process runs share its modules, which hold no state; loading them takes longer than most tests.
    isolate: false,
    // Instead of a process per file: finds a server that is left open in the file that opened it.
    setupFiles: ['test/support/leaks.ts'],
    // Vitest leaves a core to itself, which on two cores means one file at a time.
    maxWorkers: '100%',
    // Only a test that hangs takes so long; a slow machine never does.
    testTimeout: 180_000,
    hookTimeout: 180_000,
  },
});
