import { equals, show, type Check } from '@frontchannel/conformance'
import { issuesAccessToken, issuesCode, issuesIdToken, type Flow } from '../flows.ts'
import {
  transactionLifetimeMilliseconds,
  type LoginTransaction,
} from '../transactions/transaction.ts'
import { maxResponseLength, type AuthorizationResponse, type Channel } from './parse-response.ts'

/** What a response is held against. */
export interface ResponseExpectation {
  readonly issuer: string
  /** Whether the provider promises to say who answers. */
  readonly issuerIsPromised: boolean
  /** The transaction whose state the response carries, taken out of the store. */
  readonly transaction: LoginTransaction | undefined
  /** Of the transaction; of the settings, as long as there is none. */
  readonly flow: Flow
  readonly now: Date
}

export interface ResponseCheck extends Check<AuthorizationResponse, ResponseExpectation> {
  /** Every flow, if not said. */
  readonly appliesTo?: (flow: Flow) => boolean
}

const artefacts = ['code', 'id_token', 'access_token', 'refresh_token'] as const

const listed = (names: readonly string[]): string => names.map(show).join(', ') || 'nothing'

/**
 * What is checked of any authorization response, before it may say that the login failed.
 *
 * @see {@link https://openid.net/specs/openid-connect-core-1_0.html#rfc.section.3.2.2.8 OpenID Connect Core §3.2.2.8}
 */
export const responseChecks = [
  {
    id: 'authorization-response.size',
    requirements: ['OIDCC-3.2.2.8'],
    test: ({ length }) => ({
      passed: length <= maxResponseLength,
      expected: `at most ${maxResponseLength} characters`,
      actual: `${length} characters`,
    }),
  },
  {
    // two readers could see two different responses in one
    id: 'authorization-response.duplicates',
    requirements: ['RFC6749-3.1'],
    test: ({ repeated }) => ({
      passed: repeated.length === 0,
      expected: 'each parameter once',
      actual: repeated.length === 0 ? 'each once' : `more than one of ${listed(repeated)}`,
    }),
  },
  {
    // what arrives in the query has been in the logs of servers
    id: 'authorization-response.channel',
    requirements: ['OIDCC-3.2.2.5', 'OAUTHMRT-5'],
    test({ channels, parameters }, { flow, transaction }) {
      const right = allowedChannels(flow, transaction)
      const [channel, ...others] = channels
      // an IdP that refuses the response type may not know the response mode either
      const isBareError = parameters.has('error') && !artefacts.some((name) => parameters.has(name))
      return {
        passed:
          channel !== undefined && others.length === 0 && (right.includes(channel) || isBareError),
        expected: right.join(' or '),
        actual: channels.join(' and ') || 'no response',
      }
    },
  },
  {
    // without it another IdP could pass its answer off as this one's (mix-up, RFC 9700 §4.4)
    id: 'authorization-response.iss',
    requirements: ['RFC9207-2.4'],
    test({ parameters }, { issuer, issuerIsPromised, flow }) {
      const iss = parameters.get('iss')
      // beside an ID Token a provider may leave it out: `id-token.iss` says who answers (RFC 9207 §2)
      const isInIdToken = issuesIdToken(flow) && parameters.has('id_token')
      if (iss !== undefined || (issuerIsPromised && !isInIdToken)) return equals(iss, issuer)
      return { passed: true, expected: `${show(issuer)} or nothing`, actual: 'nothing' }
    },
  },
  {
    // without it an attacker could log the user in as somebody else, or replay a response
    id: 'authorization-response.state',
    requirements: ['RFC6749-10.12'],
    test: ({ parameters }, { transaction, issuer, now }) => {
      const problem = transactionProblem(parameters.get('state'), transaction, issuer, now)
      return {
        passed: problem === undefined,
        expected: 'the state of a login that this browser began within 10 minutes',
        actual: problem ?? 'it',
      }
    },
  },
] as const satisfies readonly ResponseCheck[]

/**
 * What is checked of a response that says that the login succeeded.
 *
 * @see {@link https://openid.net/specs/openid-connect-core-1_0.html#rfc.section.3.2.2.5 OpenID Connect Core §3.2.2.5}
 */
export const successChecks = [
  {
    // what nobody asked for would be used unchecked, what is missing cannot be checked
    id: 'authorization-response.members',
    requirements: ['RFC6749-4.2.2', 'OIDCC-3.2.2.5'],
    test({ parameters }, { flow }) {
      const promised = artefacts.filter(
        (name) =>
          (name === 'code' && issuesCode(flow)) ||
          (name === 'id_token' && issuesIdToken(flow)) ||
          (name === 'access_token' && issuesAccessToken(flow)),
      )
      const present = artefacts.filter((name) => parameters.has(name))
      const filled = promised.filter((name) => parameters.get(name) !== '')
      return {
        passed: listed(present) === listed(filled) && filled.length === promised.length,
        expected: listed(promised),
        actual: listed(present),
      }
    },
  },
  {
    // a token of another type must not travel as a bearer token
    id: 'authorization-response.token_type',
    requirements: ['RFC6749-7.1'],
    appliesTo: issuesAccessToken,
    test({ parameters }) {
      const type = parameters.get('token_type')
      return {
        passed: type?.toLowerCase() === 'bearer',
        expected: '"Bearer", in any case',
        actual: show(type),
      }
    },
  },
] as const satisfies readonly ResponseCheck[]

/** The rows for responses of one flow. */
export function successChecksFor(flow: Flow): readonly ResponseCheck[] {
  const rows: readonly ResponseCheck[] = successChecks
  return rows.filter(({ appliesTo }) => appliesTo?.(flow) ?? true)
}

function allowedChannels(
  flow: Flow,
  transaction: LoginTransaction | undefined,
): readonly Channel[] {
  const asked = transaction?.responseMode ?? flow.responseMode
  if (asked === 'form_post') return ['parameters']
  // a provider that sends no messages may redirect the frame instead
  return asked === 'web_message' ? [flow.responseMode, 'parameters'] : [asked]
}

function transactionProblem(
  state: string | undefined,
  transaction: LoginTransaction | undefined,
  issuer: string,
  now: Date,
): string | undefined {
  if (state === undefined) return 'no state'
  if (!transaction) return 'a state that is unknown or was used before'
  if (transaction.issuer !== issuer) return `the state of a login at ${show(transaction.issuer)}`
  const age = now.getTime() - transaction.createdAt
  if (age <= transactionLifetimeMilliseconds) return undefined
  return `the state of a login that began ${Math.round(age / 60_000)} minutes ago`
}
