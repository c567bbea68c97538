import { bootstrap } from './bootstrap/bootstrap.mjs'

await bootstrap('firefox.ts')
