import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: {
    include: ['test/**/*.test.ts'],
    // One process per file: a leaking timer or socket is found in the file that made it.
    pool: 'forks',
    testTimeout: 15_000,
  },
});
