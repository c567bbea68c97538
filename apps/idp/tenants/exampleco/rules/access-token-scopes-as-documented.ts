import type { Rule } from '@frontchannel/mock-idp'

/**
 * The same rule as the documents show it: whatever was asked for, the token gets everything that
 * the user may do. Off: a token for a list of entries could then approve them (decision 012).
 */
export default {
  name: 'Access Token Scopes as documented',
  order: 21,
  enabled: false,
  run({ permissions }, context) {
    const protocolScopes = context.authorization.requestedScopes.filter(
      (scope) => !scope.includes(':'),
    )
    context.accessToken.scope = [...protocolScopes, ...permissions]
  },
} satisfies Rule
