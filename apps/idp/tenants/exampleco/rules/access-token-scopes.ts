import type { Rule } from '@frontchannel/mock-idp'

/**
 * The scenario's rule on scopes, with least privilege: of the scopes of the API the token gets
 * those that were asked for and that the user may have (decision 012).
 */
export default {
  name: 'Access Token Scopes',
  order: 20,
  run({ permissions }, context) {
    const { grantedScopes } = context.authorization
    context.accessToken.scope = grantedScopes.filter(
      (scope) => !scope.includes(':') || permissions.includes(scope),
    )
  },
} satisfies Rule
