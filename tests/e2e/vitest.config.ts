import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: {
    root: new URL('../..', import.meta.url).pathname,
    include: ['tests/e2e/**/*.test.ts'],
    testTimeout: 120_000,
    hookTimeout: 240_000,
    // Each file drives a whole studio of its own; two at once would measure the machine, not the studio.
    fileParallelism: false,
  },
});
