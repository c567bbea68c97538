import { defineConfig } from 'vitest/config'

export default defineConfig({
  resolve: { conditions: ['source'] },
  ssr: { resolve: { conditions: ['source'] } },
  test: {
    name: 'relying-party',
    isolate: false, // a file starts in milliseconds instead of loading everything again
    testTimeout: 30_000, // generated inputs take their time where cores are few
    include: ['**/*.{test,spec}.ts'],
    exclude: ['**/node_modules/**', '**/dist/**'],
  },
})
