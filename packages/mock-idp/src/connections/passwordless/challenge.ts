import { equalSecrets } from '../../equal-secrets.ts'
import type { Provider } from '../../provider.ts'
import { randomId } from '../../random.ts'
import type { PasswordlessConnection } from '../connection.ts'
import type { LoginProblem } from '../view.ts'

/** A code or link that was sent, and what it is good for. */
export interface Challenge {
  readonly connection: string
  readonly address: string
  /** The login that it was asked for in; no other can use it. */
  readonly purpose: string
  /** What was sent: the code, or the secret of the link. */
  readonly secret: string
  /** The cookie of the browser that asked. */
  readonly browser: string | undefined
  triesLeft: number
}

const keyOf = (connection: PasswordlessConnection, address: string): string =>
  JSON.stringify([connection.name, address])

export type ChallengeOrder = Pick<Challenge, 'address' | 'purpose' | 'browser'>

/** Makes a code or link, in the place of the last one for this address. */
export function issueChallenge(
  { logins: { challenges, links } }: Provider,
  connection: PasswordlessConnection,
  order: ChallengeOrder,
): Challenge {
  const { send, codeLength, tries, lifetime } = connection
  const key = keyOf(connection, order.address)
  const before = challenges.get(key)
  if (before) links.delete(before.secret)
  const challenge: Challenge = {
    ...order,
    connection: connection.name,
    secret: send === 'link' ? randomId() : randomCode(codeLength),
    triesLeft: tries,
  }
  challenges.set(key, challenge, lifetime)
  if (send === 'link') links.set(challenge.secret, key, lifetime)
  return challenge
}

/** Takes a code: once, before it is over, and not after the third wrong one. */
export async function checkCode(
  { logins: { challenges } }: Provider,
  connection: PasswordlessConnection,
  { address, purpose, code }: { address: string; purpose: string; code: string },
): Promise<LoginProblem | undefined> {
  const key = keyOf(connection, address)
  const challenge = challenges.get(key)
  if (challenge?.purpose !== purpose || challenge.triesLeft < 1) return 'codeOver'
  // counted before anything is awaited, so that tries sent at once are counted too
  challenge.triesLeft -= 1
  const matches = await equalSecrets(code, challenge.secret)
  if (!matches) return challenge.triesLeft < 1 ? 'codeOver' : 'wrongCode'
  // of two at once only one still finds it
  return challenges.take(key) === challenge ? undefined : 'codeOver'
}

/** Finds what a link was sent for; it stays until `useLink`. */
export function findLink(
  { logins: { challenges, links } }: Provider,
  secret: string,
): Challenge | undefined {
  const challenge = challenges.get(links.get(secret) ?? '')
  return challenge?.secret === secret ? challenge : undefined
}

export function useLink({ logins: { challenges, links } }: Provider, { secret }: Challenge): void {
  challenges.delete(links.take(secret) ?? '')
}

/** Digits, each as likely as the other: a byte above 249 would favor the low ones. */
function randomCode(length: number): string {
  let code = ''
  while (code.length < length) {
    const [byte = 255] = crypto.getRandomValues(new Uint8Array(1))
    if (byte < 250) code += String(byte % 10)
  }
  return code
}
