import type { z } from 'zod'
import { tenantSchema } from './tenant.ts'
import type { Tenant } from './tenant.ts'

/** A tenant that cannot be used; the message has one line for each problem, with its path. */
export class TenantError extends Error {
  readonly problems: readonly string[]

  constructor(problems: readonly string[]) {
    super(`The tenant is not usable:\n${problems.map((problem) => `  ${problem}`).join('\n')}`)
    this.name = 'TenantError'
    this.problems = problems
  }
}

/**
 * Checks a tenant and fills in the defaults. Replaces `${NAME}` in every text by the variable of
 * that name.
 *
 * Does not check that a callback answers or that an API exists.
 *
 * @param input     the parsed JSON of a tenant file, or an object of the same shape
 * @param variables what `${NAME}` stands for
 * @throws {TenantError} naming the path of each problem
 */
export function parseTenant(
  input: unknown,
  variables: Readonly<Record<string, string | undefined>> = {},
): Tenant {
  const problems: string[] = []
  const substituted = substitute(input, variables, [], problems)
  if (problems.length > 0) throw new TenantError(problems)
  const result = tenantSchema.safeParse(substituted)
  if (!result.success) throw new TenantError(result.error.issues.flatMap(describeIssue))
  return result.data
}

function describeIssue(issue: z.core.$ZodIssue): string[] {
  if (issue.code === 'unrecognized_keys') {
    return issue.keys.map((key) => `${dotted([...issue.path, key])}: no such key`)
  }
  return [`${dotted(issue.path)}: ${issue.message}`]
}

function substitute(
  value: unknown,
  variables: Readonly<Record<string, string | undefined>>,
  path: readonly PropertyKey[],
  problems: string[],
): unknown {
  if (typeof value === 'string') {
    return value.replace(/\$\{([A-Za-z0-9_]+)\}/g, (text, name: string) => {
      const found = Object.hasOwn(variables, name) ? variables[name] : undefined
      if (found === undefined) problems.push(`${dotted(path)}: ${text} is not set`)
      return found ?? text
    })
  }
  if (Array.isArray(value)) {
    return value.map((item, index) => substitute(item, variables, [...path, index], problems))
  }
  if (typeof value !== 'object' || value === null) return value
  return Object.fromEntries(
    Object.entries(value).map(([key, item]) => [
      key,
      substitute(item, variables, [...path, key], problems),
    ]),
  )
}

/** `clients[0].callbackUrls[1]`, the way one would write it in code. */
function dotted(path: readonly PropertyKey[]): string {
  const text = path
    .map((part) => (typeof part === 'number' ? `[${part}]` : `.${String(part)}`))
    .join('')
  return text.replace(/^\./, '') || '(the tenant)'
}
