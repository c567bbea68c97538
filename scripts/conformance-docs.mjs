import { bootstrap } from './bootstrap/bootstrap.mjs'

await bootstrap('conformance-docs.ts')
