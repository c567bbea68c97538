import { Strategy } from 'passport-jwt'
import type { TokenVerifier, UnverifiedToken } from './token-verifier.ts'

type Done = (error: unknown, payload?: unknown) => void
type Verify = (token: string, key: unknown, options: unknown, done: Done) => void

/** What we hand to passport-jwt as the key of a token: the token itself, and who can verify it. */
export class TokenWithKey {
  readonly #token: UnverifiedToken
  readonly #verifier: TokenVerifier

  constructor(token: UnverifiedToken, verifier: TokenVerifier) {
    this.#token = token
    this.#verifier = verifier
  }

  verify(done: Done): void {
    const refused = this.#verifier.judgeSignature(this.#token)
    if (refused) done(refused)
    else done(null, this.#token)
  }
}

// passport-jwt lets its verifier be replaced; its types do not say so
const library = Strategy as unknown as { JwtVerifier: Verify }
const { JwtVerifier: verifyWithJsonWebToken } = library

/**
 * Where passport-jwt calls jsonwebtoken, ours verifies tokens of ours and leaves all others alone.
 * jsonwebtoken ignores `crit`, judges claims without saying which it refused, and spends on reading
 * the token again and on stack traces as much as on the signature itself.
 */
library.JwtVerifier = (raw, key, options, done) => {
  if (key instanceof TokenWithKey) key.verify(done)
  else verifyWithJsonWebToken(raw, key, options, done)
}
