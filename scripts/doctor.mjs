import { bootstrap } from './bootstrap/bootstrap.mjs'

await bootstrap('doctor.ts')
