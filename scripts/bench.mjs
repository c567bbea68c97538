import { bootstrap } from './bootstrap/bootstrap.mjs'

await bootstrap('../apps/api/bench/main.ts')
