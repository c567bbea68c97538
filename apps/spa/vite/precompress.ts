import { glob, readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { brotliCompress, constants, gzip } from 'node:zlib'
import type { Plugin } from 'vite'

const worthIt = 1_024

/** Writes `.gz` and `.br` beside what compresses, so that the server only picks one. */
export function precompress(): Plugin {
  return {
    name: 'precompress',
    apply: 'build',
    async writeBundle({ dir }) {
      if (!dir) return
      const compressing: Promise<void>[] = []
      for await (const file of glob('**/*.{js,css,html,svg}', { cwd: dir })) {
        compressing.push(compress(join(dir, file)))
      }
      await Promise.all(compressing)
    },
  }
}

async function compress(file: string): Promise<void> {
  const body = await readFile(file)
  if (body.length < worthIt) return
  const quality = { params: { [constants.BROTLI_PARAM_QUALITY]: constants.BROTLI_MAX_QUALITY } }
  await Promise.all([
    writeFile(`${file}.gz`, await promisify(gzip)(body, { level: 9 })),
    writeFile(`${file}.br`, await promisify(brotliCompress)(body, quality)),
  ])
}
