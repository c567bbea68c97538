import { faults, type FaultId } from '@frontchannel/conformance/faults'

/** What has to be seen of a run, beyond what the foundation's suite can see. */
export type Verdict =
  /** The user is logged in, and the provider was asked for nothing else than it should be. */
  | { readonly kind: 'accepted' }
  /** The named check refused: nothing is kept, nothing further is sent, a new try succeeds. */
  | { readonly kind: 'refused'; readonly check: string }
  /** The user is logged in, but the profile of somebody else is not shown. */
  | { readonly kind: 'profile-refused'; readonly check: string }
  /** No authorization request leaves the browser. */
  | { readonly kind: 'not-begun'; readonly check: string }

/** One test module of the OpenID Foundation's suite, for relying parties. */
export interface Module {
  /** As the suite names it. */
  readonly name: string
  readonly fault?: FaultId
  readonly verdict: Verdict
  /** What else is looked at, by name: see `observations`. */
  readonly observes?: readonly Observation[]
}

export type Observation =
  | 'the API answers, if the browser has an Access Token'
  | 'the claims of the requested scopes are shown'
  | 'each request has a new nonce'
  | 'metadata are fetched before the authorization request'
  | 'keys are fetched where the metadata say'
  | 'a login after another rotation of the keys succeeds'

const prefix = 'oidcc-client-test'

const accepted = { kind: 'accepted' } as const

/** The module whose provider does nothing wrong. */
export const good = (name: string, ...observes: readonly Observation[]): Module => ({
  name: prefix + name,
  verdict: accepted,
  observes,
})

/** The module that a fault of the catalogue names. */
export function faulty(name: string, ...observes: readonly Observation[]): Module {
  const fault = faults.find((row) => 'oidf' in row && row.oidf === prefix + name)
  if (!fault) throw new Error(`no fault of the catalogue does what ${prefix}${name} does`)
  return { name: prefix + name, fault: fault.id, verdict: verdictOf(fault), observes }
}

function verdictOf(fault: (typeof faults)[number]): Verdict {
  if (fault.verdict !== 'reject') return accepted
  const { check } = fault
  if (fault.tampersWith === 'userinfo') return { kind: 'profile-refused', check }
  return { kind: fault.tampersWith === 'provider-metadata' ? 'not-begun' : 'refused', check }
}
