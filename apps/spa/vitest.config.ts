import vue from '@vitejs/plugin-vue'
import { defineConfig } from 'vitest/config'

export default defineConfig({
  plugins: [vue()],
  resolve: { conditions: ['source'] },
  ssr: { resolve: { conditions: ['source'] } },
  test: {
    name: 'spa',
    isolate: false, // a file starts in milliseconds instead of loading everything again
    include: ['src/**/*.test.ts', 'server/**/*.test.ts'],
    environment: 'node', // a test of the browser's side says happy-dom in its first line
    environmentOptions: { happyDOM: { settings: { enableIframePageLoading: true } } },
  },
})
