import { defineConfig } from 'vitest/config'

export default defineConfig({
  resolve: { conditions: ['source'] },
  ssr: { resolve: { conditions: ['source'] } },
  test: {
    name: 'backend',
    isolate: false, // a file starts in milliseconds instead of loading everything again
    include: ['**/*.{test,spec}.ts'],
    exclude: ['**/node_modules/**', '**/dist/**'],
    globalSetup: ['../../scripts/test/postgres.setup.ts'],
    setupFiles: ['./test/fresh-log.setup.ts'],
    // each file starts a back-end and a database of its own
    testTimeout: 20_000,
    hookTimeout: 40_000,
  },
})
