import { bootstrap } from './bootstrap/bootstrap.mjs'

await bootstrap('pictures.ts')
