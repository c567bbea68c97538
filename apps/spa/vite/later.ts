import { isAbsolute } from 'node:path'
import type { Plugin } from 'vite'

const prefix = 'later:'

/**
 * `import url from 'later:/path'` gives the URL of a module, for an `import(url)` that Vite leaves
 * alone. An ordinary `import()` is wrapped in a helper that lives in another file, and a document
 * that must erase its address before any request may not request that file first.
 */
export function later(): Plugin {
  let building = false
  return {
    name: 'later',
    enforce: 'pre',
    configResolved({ command }) {
      building = command === 'build'
    },
    async resolveId(id, importer) {
      if (!id.startsWith(prefix)) return
      const resolved = await this.resolve(id.slice(prefix.length), importer)
      return resolved && `\0${prefix}${resolved.id}`
    },
    load(id) {
      if (!id.startsWith(`\0${prefix}`)) return
      const module = id.slice(prefix.length + 1)
      if (!building)
        return `export default ${JSON.stringify(isAbsolute(module) ? `/@fs${module}` : module)}`
      const chunk = this.emitFile({ type: 'chunk', id: module, preserveSignature: 'strict' })
      return `export default import.meta.ROLLUP_FILE_URL_${chunk}`
    },
    generateBundle(_, bundle) {
      for (const chunk of Object.values(bundle)) {
        if (
          chunk.type !== 'chunk' ||
          !chunk.isEntry ||
          !/^(?:callback|silent-renew)$/.test(chunk.name)
        )
          continue
        if (chunk.imports.length > 0) {
          this.error(
            `${chunk.name} requests ${chunk.imports.join(', ')} before its first statement`,
          )
        }
      }
    },
  }
}
