import type { BenchIssuer } from './issuer.ts'

export interface Scenario {
  readonly id: string
  readonly server: 'ours' | 'stock'
  readonly path: '/open' | '/protected'
  readonly tokens: readonly string[]
  /** What every answer must be, or the measurement is of something else. */
  readonly status: '200' | '401'
}

/** What is measured: the same page, open and guarded, and what the guard refuses. */
export function scenariosFor(issuer: BenchIssuer): readonly Scenario[] {
  const warm = issuer.tokens(1000)
  const cold = issuer.tokens(20_000)
  const unknownKids = issuer.tokens(2000, (index) => ({ kid: `unknown-${index}` }))
  const tooLong = [`${issuer.token()}${'A'.repeat(9000)}`]
  const ours = { server: 'ours', path: '/protected', status: '200' } as const
  const stock = { ...ours, server: 'stock' } as const
  return [
    { ...ours, id: 'ours open', path: '/open', tokens: warm },
    { ...ours, id: 'ours, 1,000 tokens', tokens: warm },
    { ...ours, id: 'ours, 20,000 tokens', tokens: cold },
    { ...ours, id: 'ours, unknown kid', tokens: unknownKids, status: '401' },
    { ...ours, id: 'ours, over 8 KB', tokens: tooLong, status: '401' },
    { ...ours, id: 'ours, bad signature', tokens: issuer.badSignatures(20_000), status: '401' },
    { ...stock, id: 'stock open', path: '/open', tokens: warm },
    { ...stock, id: 'stock, 1,000 tokens', tokens: warm },
    { ...stock, id: 'stock, 20,000 tokens', tokens: cold },
  ]
}

/** The CPU of one scenario against that of another, and what it should be. */
export const comparisons = [
  {
    name: 'capacity, 1,000 tokens, against the open route',
    of: 'ours open',
    to: 'ours, 1,000 tokens',
    goal: '>= 0.80',
  },
  {
    name: 'capacity, 1,000 tokens, against stock',
    of: 'stock, 1,000 tokens',
    to: 'ours, 1,000 tokens',
    goal: '>= 10',
  },
  {
    name: 'capacity, 20,000 tokens, against stock',
    of: 'stock, 20,000 tokens',
    to: 'ours, 20,000 tokens',
    goal: '>= 4.5',
  },
  {
    name: 'CPU of an unknown kid, against a good request',
    of: 'ours, unknown kid',
    to: 'ours, 1,000 tokens',
    goal: '<= 0.8',
  },
  {
    name: 'CPU of a token over 8 KB, against a good request',
    of: 'ours, over 8 KB',
    to: 'ours, 1,000 tokens',
    goal: '<= 0.8',
  },
  {
    name: 'CPU of a bad signature, against a good request',
    of: 'ours, bad signature',
    to: 'ours, 1,000 tokens',
    goal: '<= 1.5',
  },
] as const
