import { glob, readFile } from 'node:fs/promises'
import { extname, join } from 'node:path'

export type Encoding = 'br' | 'gzip' | 'identity'

export interface StoredFile {
  readonly type: string
  readonly immutable: boolean
  readonly bodies: Readonly<Partial<Record<Encoding, Uint8Array<ArrayBuffer>>>>
}

const types: Readonly<Record<string, string>> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.svg': 'image/svg+xml',
  '.png': 'image/png',
  '.ico': 'image/x-icon',
  '.woff2': 'font/woff2',
  '.txt': 'text/plain; charset=utf-8',
  '.webmanifest': 'application/manifest+json',
}

const encodings = { '.br': 'br', '.gz': 'gzip' } as const

/**
 * Reads the built app once. A request is answered from this map or not at all, so no path can
 * climb out of the folder, and a file of an unlisted type (a source map, `.env`) is not served.
 */
export async function readFiles(folder: string): Promise<ReadonlyMap<string, StoredFile>> {
  const files = new Map<string, StoredFile>()
  for await (const name of glob('**/*', { cwd: folder })) {
    const path = `/${name.replaceAll('\\', '/')}`
    const type = types[extname(name)]
    if (!type || path.includes('/.')) continue
    const bodies: Partial<Record<Encoding, Uint8Array<ArrayBuffer>>> = {
      identity: new Uint8Array(await readFile(join(folder, name))),
    }
    for (const [suffix, encoding] of Object.entries(encodings)) {
      const body = await readFile(join(folder, name + suffix)).catch(() => undefined)
      if (body) bodies[encoding] = new Uint8Array(body)
    }
    // Vite puts a hash of the content into the name of everything below /assets/
    files.set(path, { type, immutable: path.startsWith('/assets/'), bodies })
  }
  return files
}

/** The smallest stored body that the client accepts. */
export function chooseEncoding(file: StoredFile, accepted: string | undefined): Encoding {
  const refused = /;\s*q=0(\.0*)?\s*$/
  const names = (accepted ?? '')
    .split(',')
    .filter((item) => !refused.test(item))
    .map((item) => item.split(';')[0]?.trim().toLowerCase())
  if (file.bodies.br && names.includes('br')) return 'br'
  if (file.bodies.gzip && names.includes('gzip')) return 'gzip'
  return 'identity'
}
