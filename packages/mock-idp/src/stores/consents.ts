/** What each end-user allowed each client, for each API: asked once, until the scopes grow. */
export interface Consents {
  allows(question: ConsentQuestion): boolean
  remember(question: ConsentQuestion): void
  clear(): void
}

export interface ConsentQuestion {
  readonly sub: string
  readonly clientId: string
  readonly audience?: string | undefined
  readonly scopes: readonly string[]
}

export function createConsents(): Consents {
  const allowed = new Map<string, Set<string>>()
  const keyOf = ({ sub, clientId, audience }: ConsentQuestion): string =>
    JSON.stringify([sub, clientId, audience])
  return {
    allows(question) {
      const known = allowed.get(keyOf(question))
      return known !== undefined && question.scopes.every((scope) => known.has(scope))
    },
    remember(question) {
      const known = allowed.get(keyOf(question)) ?? new Set()
      question.scopes.forEach((scope) => known.add(scope))
      allowed.set(keyOf(question), known)
    },
    clear: () => allowed.clear(),
  }
}
