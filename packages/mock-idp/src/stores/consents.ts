/** What each end-user allowed each client, for each API: asked once, until the scopes grow. */
export interface Consents {
  allows(question: ConsentQuestion): boolean
  remember(question: ConsentQuestion): void
  /** What one end-user has allowed. */
  of(sub: string): readonly ConsentQuestion[]
  /** Forgets what matches, so that it is asked again. */
  forget(which: Pick<ConsentQuestion, 'sub' | 'clientId'>): void
  clear(): void
}

export interface ConsentQuestion {
  readonly sub: string
  readonly clientId: string
  readonly audience?: string | undefined
  readonly scopes: readonly string[]
}

export function createConsents(): Consents {
  const allowed = new Map<string, ConsentQuestion & { readonly known: Set<string> }>()
  const keyOf = ({ sub, clientId, audience }: ConsentQuestion): string =>
    JSON.stringify([sub, clientId, audience])
  return {
    allows(question) {
      const known = allowed.get(keyOf(question))?.known
      return known !== undefined && question.scopes.every((scope) => known.has(scope))
    },
    remember(question) {
      const known = allowed.get(keyOf(question))?.known ?? new Set()
      question.scopes.forEach((scope) => known.add(scope))
      allowed.set(keyOf(question), { ...question, known })
    },
    of: (sub) =>
      [...allowed.values()]
        .filter((question) => question.sub === sub)
        .map(({ known, ...question }) => ({ ...question, scopes: [...known] })),
    forget({ sub, clientId }) {
      for (const [key, question] of allowed) {
        if (question.sub === sub && question.clientId === clientId) allowed.delete(key)
      }
    },
    clear: () => allowed.clear(),
  }
}
