import type { Stack } from '../stack.ts'
import { roles } from './roles.ts'

const demoUsers = [
  ['employee@example.com', 'logs hours'],
  ['contractor@example.com', 'logs hours'],
  ['manager@example.com', 'logs hours and approves'],
] as const

/** One table: where each role is, and who can log in. */
export function overview({ urls, external, logFolder }: Stack): string {
  const places = [...roles]
    .reverse()
    .map(({ id, title }): [string, string] => [
      urls[id],
      id === 'idp' && external ? 'OpenID Provider (yours)' : title,
    ])
  const users = external ? [] : [['demo user', 'password: password'] as const, ...demoUsers]
  return [
    '',
    ...columns([['URL', 'role'], ...places]),
    '',
    ...columns(users),
    '',
    `logs: ${logFolder}`,
  ].join('\n')
}

function columns(rows: readonly (readonly [string, string])[]): string[] {
  const width = Math.max(...rows.map(([first]) => first.length)) + 3
  return rows.map(([first, second]) => `  ${first.padEnd(width)}${second}`)
}
