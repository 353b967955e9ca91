import { defineConfig } from 'vite';

export default defineConfig({
  resolve: { conditions: ['source', 'import', 'module', 'browser', 'default'] },
  build: {
    target: 'es2023',
    chunkSizeWarningLimit: 900,
    assetsInlineLimit: 0,
    rolldownOptions: {
      onwarn: (warning, warn) => {
        // Mantine marks its files for server components; there are none here.
        if (warning.code !== 'MODULE_LEVEL_DIRECTIVE') warn(warning);
      },
    },
  },
  server: { proxy: { '/api': 'http://127.0.0.1:4600' } },
});
