import { bootstrap } from './bootstrap/bootstrap.mjs'

await bootstrap('docs.ts')
