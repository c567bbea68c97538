/** A control call that cannot be done; the message says why. */
export class ControlError extends Error {
  readonly status: 400 | 401 | 403 | 404 | 409

  constructor(status: ControlError['status'], message: string) {
    super(message)
    this.name = 'ControlError'
    this.status = status
  }
}
