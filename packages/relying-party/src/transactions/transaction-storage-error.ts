/** The browser would not store what a login needs, so none was started. */
export class TransactionStorageError extends Error {
  override readonly name = 'TransactionStorageError'
  /** `full`, or `unavailable`: switched off by a setting or a policy. */
  readonly failure: 'full' | 'unavailable'

  constructor(failure: 'full' | 'unavailable', options?: ErrorOptions) {
    super(`the storage for pending logins is ${failure}`, options)
    this.failure = failure
  }
}
