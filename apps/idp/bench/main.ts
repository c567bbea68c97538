import { build } from '../../../scripts/build.ts'

// what is measured is what Node runs: the build
await build({ workspaces: ['packages/conformance', 'packages/mock-idp', 'apps/idp'] })
await import('./measure.ts')
