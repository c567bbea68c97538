import { mkdirSync, writeFileSync } from 'node:fs'
import { dirname } from 'node:path'
import { parseArgs } from 'node:util'
import { supervise } from './supervise.ts'

// A stack of its own for tests: free ports, temporary data, the IdP's control plane open.
const { values } = parseArgs({ options: { json: { type: 'string' } } })

await supervise({ ports: 'free', control: true }, ({ urls, control }) => {
  const json = JSON.stringify({ ...urls, control })
  if (values.json === undefined) {
    console.log(json)
    return
  }
  mkdirSync(dirname(values.json), { recursive: true })
  writeFileSync(values.json, json, { mode: 0o600 })
  console.log(`ready: ${values.json}`)
})
