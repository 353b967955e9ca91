import { defineConfig } from 'vitest/config';

export default defineConfig({
  // Not 'import': vitest hands these to node, where they would also steer require().
  ssr: { resolve: { conditions: ['source', 'node', 'default'] } },
  resolve: { conditions: ['source', 'import', 'module', 'default'] },
  test: {
    include: ['packages/**/src/**/*.test.ts', 'apps/**/src/**/*.test.{ts,tsx}', 'tests/architecture/**/*.test.ts'],
    testTimeout: 60_000,
    hookTimeout: 60_000,
    maxWorkers: 2,
    // Node would take our condition `source` for the parser's too, and cannot run the TypeScript that it finds there.
    server: { deps: { inline: [/@ai-sdk\//, 'eventsource-parser'] } },
  },
});
