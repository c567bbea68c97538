import { readOwnToken } from '../../tokens/read-own-token.ts'
import { acceptsValue } from '../../tokens/claims-request.ts'
import { acrValuesOf } from '../../connections/acr-values.ts'
import type { AuthorizationCheck } from '../check.ts'

export const claimsReadable: AuthorizationCheck = {
  id: 'authorization-request.claims',
  requirements: ['OIDCC-5.5'],
  error: 'invalid_request',
  refuses: ({ claims }) => (claims ? undefined : 'claims is not a claims request object'),
}

export const acrReachable: AuthorizationCheck = {
  id: 'authorization-request.claims.acr',
  requirements: ['OIDCC-5.5.1.1'],
  error: 'unmet_authentication_requirements',
  // as a voluntary claim it may be missed; an essential one means: rather no login than this one
  refuses: ({ claims }, provider) => {
    const values = acrValuesOf(provider)
    const acr = claims?.idToken['acr']
    return acr?.essential && !values.some((value) => acceptsValue(acr, value))
      ? `acr is essential, but only ${values.join(', ')} can be reached`
      : undefined
  },
}

export const idTokenHintOurs: AuthorizationCheck = {
  id: 'authorization-request.id_token_hint',
  requirements: ['OIDCC-3.1.2.1'],
  error: 'invalid_request',
  // it may have expired, but must be one that this provider signed
  refuses: async ({ parameters }, provider) => {
    const hint = parameters.one('id_token_hint')
    if (hint === undefined || (await readOwnToken(provider, hint))) return undefined
    return 'id_token_hint is not an ID Token of this provider'
  },
}
