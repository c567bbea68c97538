import { mkdir, mkdtemp, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { chooseEncoding, readFiles, type StoredFile } from './files.ts'

describe('readFiles', () => {
  it('knows what was built, and nothing hidden or of an unlisted type', async () => {
    const folder = await mkdtemp(join(tmpdir(), 'spa-'))
    await mkdir(join(folder, 'assets'))
    await Promise.all(
      ['index.html', 'assets/a-1.js', 'assets/a-1.js.br', 'assets/a-1.js.map', '.env'].map((name) =>
        writeFile(join(folder, name), name),
      ),
    )
    const files = await readFiles(folder)
    expect([...files.keys()].sort()).toEqual(['/assets/a-1.js', '/index.html'])
    expect(files.get('/assets/a-1.js')?.immutable).toBe(true)
    expect(Object.keys(files.get('/assets/a-1.js')?.bodies ?? {})).toEqual(['identity', 'br'])
  })
})

describe('chooseEncoding', () => {
  const body = new Uint8Array()
  const file: StoredFile = {
    type: 'text/javascript',
    immutable: true,
    bodies: { identity: body, gzip: body, br: body },
  }

  it.each([
    ['gzip, deflate, br', 'br'],
    ['gzip', 'gzip'],
    ['br;q=0, gzip;q=0.5', 'gzip'],
    ['BR', 'br'],
    ['', 'identity'],
    [undefined, 'identity'],
  ])('for "%s" is %s', (accepted, encoding) => {
    expect(chooseEncoding(file, accepted)).toBe(encoding)
  })

  it('falls back to what is stored', () => {
    expect(chooseEncoding({ ...file, bodies: { identity: body } }, 'br, gzip')).toBe('identity')
  })
})
