import { createExpiringMap } from '../../stores/expiring-map.ts'

/** As at Auth0: a block ends by itself after thirty days, or with a new password. */
const blockSeconds = 30 * 86_400

/** Whose password is being guessed, and from where. */
export interface Guess {
  readonly account: string
  /** Undefined: nobody knows, as in a test that calls the provider in process. */
  readonly address: string | undefined
}

export interface GuessLimits {
  readonly tries: number
  readonly attemptsPerMinute: number
}

/** Counts logins by password, to slow down and stop who guesses. */
export interface Attempts {
  /** Notes one; false: too many, whatever the password is. */
  begin(guess: Guess, limits: GuessLimits): boolean
  failed(guess: Guess): void
  succeeded(guess: Guess): void
  /** Lifts every block of an account. */
  forgive(account: string): void
}

export function createAttempts(now: () => Date): Attempts {
  const wrong = createExpiringMap<{ readonly guess: Guess; readonly count: number }>(now)
  const recent = createExpiringMap<readonly number[]>(now)
  const keyOf = ({ account, address }: Guess): string => JSON.stringify([account, address])

  const isTooFast = (guess: Guess, attemptsPerMinute: number): boolean => {
    if (guess.address === undefined) return false
    const minuteAgo = now().getTime() - 60_000
    const within = (recent.get(keyOf(guess)) ?? []).filter((at) => at > minuteAgo)
    if (within.length >= attemptsPerMinute) return true
    recent.set(keyOf(guess), [...within, now().getTime()], 60)
    return false
  }

  return {
    begin: (guess, { tries, attemptsPerMinute }) =>
      !isTooFast(guess, attemptsPerMinute) && (wrong.get(keyOf(guess))?.count ?? 0) < tries,
    failed(guess) {
      const count = (wrong.get(keyOf(guess))?.count ?? 0) + 1
      wrong.set(keyOf(guess), { guess, count }, blockSeconds)
    },
    succeeded(guess) {
      wrong.delete(keyOf(guess))
      recent.delete(keyOf(guess)) // who knows the password guesses nothing: a suite of tests, for one
    },
    forgive(account) {
      for (const { guess } of wrong.values()) {
        if (guess.account === account) wrong.delete(keyOf(guess))
      }
    },
  }
}
