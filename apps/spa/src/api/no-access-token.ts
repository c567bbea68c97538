/** This session has no Access Token that the browser may send to the API. */
export class NoAccessToken extends Error {
  override readonly name = 'NoAccessToken'
}
