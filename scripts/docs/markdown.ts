import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { format, resolveConfig } from 'prettier'
import { root } from '../workspaces.ts'

/** A document below docs/ that a program writes, and nobody edits. */
export interface GeneratedDocument {
  readonly path: string
  readonly text: string
}

/** Formats as the repository is formatted, so that writing it again changes nothing. */
export async function documentOf(
  path: string,
  lines: readonly string[],
): Promise<GeneratedDocument> {
  const options = await resolveConfig(join(root, path))
  return { path, text: await format(lines.join('\n'), { ...options, parser: 'markdown' }) }
}

export const writeDocument = ({ path, text }: GeneratedDocument): void =>
  writeFileSync(join(root, path), text)

/** What is there now. */
export const writtenText = (path: string): string => readFileSync(join(root, path), 'utf8')

export const table = (
  heads: readonly string[],
  rows: readonly (readonly string[])[],
): readonly string[] => [lineOf(heads), lineOf(heads.map(() => '---')), ...rows.map(lineOf), '']

const lineOf = (cells: readonly string[]): string =>
  `| ${cells.map((cell) => cell.replaceAll('|', String.raw`\|`)).join(' | ')} |`
