import { execFile } from 'node:child_process'
import { randomBytes } from 'node:crypto'
import {
  chownSync,
  existsSync,
  mkdtempSync,
  readFileSync,
  renameSync,
  rmSync,
  writeFileSync,
} from 'node:fs'
import { join } from 'node:path'
import { promisify } from 'node:util'
import type { Place } from './place.ts'

export const databaseUser = 'frontchannel'

/** One database cluster on disk, and the password of its only user. */
export interface Cluster {
  readonly files: string
  readonly password: string
}

/** Opens the cluster below the place's data directory; the first time, creates it. */
export async function openCluster(place: Place): Promise<Cluster> {
  const folder = join(place.dataDir, 'cluster')
  if (!existsSync(folder)) await createCluster(place, folder)
  return {
    files: join(folder, 'files'),
    password: readFileSync(join(folder, 'password'), 'utf8'),
  }
}

/** Made beside its final place and then renamed: a first start that is killed leaves no half a cluster. */
async function createCluster({ native, dataDir, account }: Place, folder: string): Promise<void> {
  const making = mkdtempSync(join(dataDir, 'making-'))
  const passwordFile = join(making, 'password')
  writeFileSync(passwordFile, randomBytes(24).toString('base64url'), { mode: 0o600 })
  for (const path of [making, passwordFile]) if (account) chownSync(path, account.uid, account.gid)
  const settings = [
    `--pgdata=${join(making, 'files')}`,
    `--username=${databaseUser}`,
    `--pwfile=${passwordFile}`,
    '--auth=scram-sha-256',
    // the same order of words on every machine
    ...['--encoding=UTF8', '--locale=C', '--locale-provider=builtin', '--builtin-locale=C.UTF-8'],
    '--no-instructions',
  ]
  try {
    await promisify(execFile)(join(native, 'bin', 'initdb'), settings, { ...account, cwd: dataDir })
    renameSync(making, folder)
  } catch (error) {
    rmSync(making, { recursive: true, force: true })
    const said = (error as { stderr?: string }).stderr?.trim()
    throw new Error(`PostgreSQL could not create its files in ${dataDir}: ${said ?? ''}`, {
      cause: error,
    })
  }
}
