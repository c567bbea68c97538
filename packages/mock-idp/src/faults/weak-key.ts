import type { JWK } from 'jose'

/** A public RSA key of 1024 bits, half of what RFC 7518 §3.3 demands. Nobody has its other half. */
export const weakKey: JWK = {
  kty: 'RSA',
  alg: 'RS256',
  use: 'sig',
  e: 'AQAB',
  n: 'naxUy7hLeGOBBhbGrUOIf40p9qBj9ti5v8NqCoiuzHwTgZlJAvKzHdDjkGikxWDDTBf8k59w6Sl-DjqEez78f5eIYIhzxB206qY8gpxGcNIlCGkTGV8lbclKrHHQlGJDYSAQnEXWMHxRwklBDP37I-J_LqtEvl5t4nrxTgnspsM',
}
