import type { JsonObject } from '../tokens/draft.ts'
import { TenantError } from '../tenant/parse-tenant.ts'
import { inTime } from './in-time.ts'
import { namespaced } from './namespace.ts'
import type { Rule, RuleContext, RuleUser } from './rule.ts'

/** What the rules of a tenant made of a login. */
export type RuleOutcome =
  | {
      readonly kind: 'go-on'
      readonly idToken: JsonObject
      readonly accessToken: JsonObject
      /** Undefined: no rule replaced them. */
      readonly scopes: readonly string[] | undefined
      readonly redirect: string | undefined
    }
  | { readonly kind: 'denied'; readonly rule: string; readonly message: string }
  | { readonly kind: 'failed'; readonly rule: string; readonly message: string }

/** Auth0's grammar. */
const ruleName = /^[A-Za-z0-9](?:[A-Za-z0-9 -]*[A-Za-z0-9])?$/

/**
 * Puts rules into the order in which they run, without those that are off.
 *
 * @throws {TenantError} if a name cannot be used, or is used twice
 */
export function orderRules(rules: readonly Rule[]): readonly Rule[] {
  const names = new Set<string>()
  for (const { name } of rules) {
    if (!ruleName.test(name)) {
      throw new TenantError([`rules: "${name}" must be letters, digits, spaces and hyphens`])
    }
    if (names.has(name)) throw new TenantError([`rules: there are two rules "${name}"`])
    names.add(name)
  }
  return rules
    .filter(({ enabled = true }) => enabled)
    .toSorted((one, other) => one.order - other.order)
}

/** Runs rules one after the other. The first that throws decides; what it did so far is nothing. */
export async function runRules(
  rules: readonly Rule[],
  user: RuleUser,
  context: RuleContext,
): Promise<RuleOutcome> {
  for (const rule of rules) {
    try {
      await inTime(async () => rule.run(user, context))
    } catch (error) {
      const message = error instanceof Error ? error.message : String(error)
      // by name: a rule may have been loaded together with another copy of the class
      const denied = error instanceof Error && error.name === 'UnauthorizedError'
      return { kind: denied ? 'denied' : 'failed', rule: rule.name, message }
    }
    // whoever is back from there goes through all of them
    if (context.redirect && context.protocol !== 'redirect-callback') break
  }
  const { scope, ...claims } = context.accessToken
  if (scope !== undefined && !isListOfTexts(scope)) {
    return {
      kind: 'failed',
      rule: rules.at(-1)?.name ?? '',
      message: 'scope is not a list of texts',
    }
  }
  const { redirect } = context
  if (redirect && !/^https?:$/.test(URL.parse(redirect.url)?.protocol ?? '')) {
    return { kind: 'failed', rule: '', message: 'redirect.url is not an http or https URL' }
  }
  return {
    kind: 'go-on',
    idToken: namespaced(context.idToken),
    accessToken: namespaced(claims),
    scopes: scope && [...new Set(scope)],
    redirect: redirect?.url,
  }
}

const isListOfTexts = (value: unknown): boolean =>
  Array.isArray(value) && value.every((item) => typeof item === 'string')
