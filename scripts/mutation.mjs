import { bootstrap } from './bootstrap/bootstrap.mjs'

await bootstrap('mutation.ts')
