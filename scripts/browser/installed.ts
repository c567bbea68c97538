import { execFile } from 'node:child_process'
import { existsSync } from 'node:fs'
import { homedir } from 'node:os'
import { delimiter, join } from 'node:path'
import { promisify } from 'node:util'

type Environment = Readonly<Record<string, string | undefined>>

const names = [
  'google-chrome',
  'google-chrome-stable',
  'chromium',
  'chromium-browser',
  'microsoft-edge',
  'microsoft-edge-stable',
]

/** Where a Chrome, Chromium or Edge can be on this platform, best first. */
export function candidates(platform: NodeJS.Platform, env: Environment): string[] {
  if (platform === 'win32') {
    const bases = ['PROGRAMFILES', 'PROGRAMFILES(X86)', 'LOCALAPPDATA'].flatMap(
      (name) => env[name] ?? [],
    )
    const programs = [
      'Google/Chrome/Application/chrome.exe',
      'Chromium/Application/chrome.exe',
      'Microsoft/Edge/Application/msedge.exe',
    ]
    return bases.flatMap((base) => programs.map((program) => join(base, program)))
  }
  const folders = (env['PATH'] ?? '').split(delimiter).filter(Boolean)
  const onPath = names.flatMap((name) => folders.map((folder) => join(folder, name)))
  if (platform !== 'darwin') return [...onPath, '/opt/google/chrome/chrome', '/snap/bin/chromium']
  const apps = ['Google Chrome', 'Chromium', 'Microsoft Edge']
  return ['/Applications', join(homedir(), 'Applications')]
    .flatMap((folder) => apps.map((app) => join(folder, `${app}.app/Contents/MacOS/${app}`)))
    .concat(onPath)
}

/** Whether it is a browser that starts: Ubuntu has a `chromium-browser` that only asks for a snap. */
export async function works(path: string): Promise<boolean> {
  if (!existsSync(path)) return false
  // on Windows, --version would open a window
  if (process.platform === 'win32') return true
  try {
    const { stdout } = await promisify(execFile)(path, ['--version'], { timeout: 15_000 })
    return /chrom|edge/i.test(stdout)
  } catch {
    return false
  }
}

export async function findInstalled(env: Environment = process.env): Promise<string | undefined> {
  for (const path of candidates(process.platform, env)) if (await works(path)) return path
  return undefined
}
