import tailwindcss from '@tailwindcss/vite'
import vue from '@vitejs/plugin-vue'
import { defaultClientConditions, defaultServerConditions, defineConfig } from 'vite'
import { answersOnly } from './vite/answers-only.ts'
import { later } from './vite/later.ts'
import { precompress } from './vite/precompress.ts'
import { runTimeRoutes } from './vite/run-time-routes.ts'

export default defineConfig({
  plugins: [
    vue({ features: { optionsAPI: false } }), // every component here is of the other kind
    tailwindcss(),
    answersOnly(),
    later(),
    runTimeRoutes(),
    precompress(),
  ],
  // the packages' TypeScript, so that neither a build nor a dev server waits for theirs
  resolve: { conditions: ['source', ...defaultClientConditions] },
  ssr: { resolve: { conditions: ['source', ...defaultServerConditions] } },
  server: {
    port: Number(process.env['PORT'] ?? 5173),
    strictPort: true,
    proxy: {
      '/backend/': {
        target: process.env['BACKEND_URL'] ?? 'http://localhost:3002',
        rewrite: (path) => path.replace(/^\/backend/, ''),
      },
    },
  },
  build: {
    outDir: 'dist/client',
    target: 'baseline-widely-available',
    assetsInlineLimit: 0, // the policy allows no data: addresses
    modulePreload: { polyfill: false },
    rolldownOptions: {
      input: ['index.html', 'callback.html', 'silent-renew.html'],
      output: {
        codeSplitting: {
          includeDependenciesRecursively: false,
          // what is needed together is smaller in one piece
          groups: [
            { name: 'framework', test: /node_modules.*[\\/](?:@vue|vue|vue-router|pinia)[\\/]/ },
            {
              name: 'trace', // of the app and of the redirection endpoint
              test: /trace[\\/](?:trace-log|merge-events)|web-storage|conformance[\\/]src[\\/]redact/,
            },
            {
              name: 'page',
              test: /ui[\\/](?:EmptyState|SkeletonRows|StatusBadge|TextField|PageHeader)/,
            },
            // without what the redirection endpoint needs too: it must not load the app
            {
              name: 'api',
              test: /spa[\\/]src[\\/]api[\\/](?!Problem|problem)|zod[\\/]v4|contract[\\/]src[\\/](?!session)/,
            },
          ],
        },
      },
    },
  },
})
