import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: {
    include: ['tests/**/*.test.ts'],
    setupFiles: ['tests/support/begin.ts'],
    globalSetup: ['tests/support/compile.ts'],
    // The laws with full counts take a good minute each, and more of a slow or busy machine.
    testTimeout: process.env['PRESS_LONG'] === '1' ? 900_000 : 60_000,
    hookTimeout: 120_000,
    pool: 'forks',
    // Files of tests that follow one another in a process share its modules: loading them anew takes a third of the time of all tests.
    isolate: false,
    maxWorkers: 2,
  },
});
