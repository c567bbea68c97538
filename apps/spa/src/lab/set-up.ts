import { flowById, flows, type Flow } from '@frontchannel/relying-party'
import type { LabSetUp } from '../config/lab-set-up.ts'
import type { PublicConfig, TokenStorageKind } from '../config/public-config.ts'

export const prompts = ['none', 'login', 'consent', 'select_account'] as const
export const responseModes = ['fragment', 'form_post'] as const
export const storages = ['memory', 'session', 'local'] as const

/** Everything that can be chosen for one run. */
export interface Choice {
  flow: Flow['id']
  /** Undefined: as the flow has it. */
  responseMode: (typeof responseModes)[number] | undefined
  scopes: string[]
  withAudience: boolean
  /** Undefined: the provider decides. */
  prompt: (typeof prompts)[number] | undefined
  tokenStorage: TokenStorageKind
}

type Query = Record<string, string>

export function choiceOf(config: PublicConfig): Choice {
  return {
    flow: flowById(config.flow).id,
    responseMode: config.responseMode,
    scopes: config.scope.split(' '),
    withAudience: config.audience !== '',
    prompt: undefined,
    tokenStorage: config.tokenStorage,
  }
}

/** What differs from the app's own configuration, as the query of a link. */
export function toQuery(choice: Choice, own: Choice): Query {
  const query: Query = {}
  if (choice.flow !== own.flow) query['flow'] = choice.flow
  if (choice.responseMode) query['mode'] = choice.responseMode
  const scopes = choice.scopes.join(' ')
  if (scopes !== own.scopes.join(' ')) query['scope'] = scopes
  if (choice.withAudience !== own.withAudience) query['audience'] = choice.withAudience ? '1' : '0'
  if (choice.prompt) query['prompt'] = choice.prompt
  if (choice.tokenStorage !== own.tokenStorage) query['storage'] = choice.tokenStorage
  return query
}

/** The choice that a link describes. Whatever it does not say, or says wrongly, is as configured. */
export function fromQuery(query: Readonly<Record<string, unknown>>, own: Choice): Choice {
  const one = <Value extends string>(name: string, known: readonly Value[]): Value | undefined =>
    known.find((value) => value === query[name])
  const ids = flows.map(({ id }) => id)
  const scopes = typeof query['scope'] === 'string' ? query['scope'].split(' ') : own.scopes
  return {
    flow: one('flow', ids) ?? own.flow,
    responseMode: one('mode', responseModes) ?? own.responseMode,
    scopes: own.scopes.filter((scope) => scopes.includes(scope)),
    withAudience: own.withAudience && query['audience'] !== '0',
    prompt: one('prompt', prompts),
    tokenStorage: one('storage', storages) ?? own.tokenStorage,
  }
}

// the two registrations of the mock IdP's demo tenant: one keeps a secret, the other cannot
const backEndClient = 'timesheets-backend'
const browserClient = 'timesheets-spa'

/** What this tab has to be configured with, for the choice to be run. */
export function configurationOf(choice: Choice, config: PublicConfig): LabSetUp {
  const own = flowById(config.flow).redeemedBy === 'back-end'
  const wanted = flowById(choice.flow).redeemedBy === 'back-end'
  const other = wanted ? backEndClient : browserClient
  return {
    flow: choice.flow,
    clientId: own === wanted ? config.clientId : other,
    scope: choice.scopes.join(' '),
    audience: choice.withAudience ? config.audience : '',
    tokenStorage: choice.tokenStorage,
  }
}
