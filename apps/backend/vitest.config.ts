import { defineConfig } from 'vitest/config'

export default defineConfig({
  resolve: { conditions: ['source'] },
  ssr: { resolve: { conditions: ['source'] } },
  test: {
    name: 'backend',
    include: ['**/*.{test,spec}.ts'],
    exclude: ['**/node_modules/**', '**/dist/**'],
    globalSetup: ['./test/postgres.setup.ts'],
    // each file starts a back-end and a database of its own
    testTimeout: 20_000,
    hookTimeout: 40_000,
  },
})
