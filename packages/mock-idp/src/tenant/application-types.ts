export const grantTypes = [
  'implicit',
  'authorization_code',
  'refresh_token',
  'client_credentials',
] as const
export type GrantType = (typeof grantTypes)[number]

export const clientAuthenticationMethods = [
  'none',
  'client_secret_basic',
  'client_secret_post',
  'private_key_jwt',
] as const
export type ClientAuthenticationMethod = (typeof clientAuthenticationMethods)[number]

export interface ApplicationType {
  readonly grantTypes: readonly GrantType[]
  readonly authenticationMethods: readonly ClientAuthenticationMethod[]
}

/** What a registration gets when it does not say otherwise, as at Auth0. */
export const applicationTypes = {
  spa: {
    grantTypes: ['implicit', 'authorization_code', 'refresh_token'],
    authenticationMethods: ['none'],
  },
  native: {
    grantTypes: ['implicit', 'authorization_code', 'refresh_token'],
    authenticationMethods: ['none'],
  },
  web: {
    grantTypes: ['implicit', 'authorization_code', 'refresh_token', 'client_credentials'],
    authenticationMethods: ['client_secret_basic', 'client_secret_post'],
  },
  machine: {
    grantTypes: ['client_credentials'],
    authenticationMethods: ['client_secret_basic', 'client_secret_post'],
  },
} as const satisfies Record<string, ApplicationType>

export type ApplicationTypeName = keyof typeof applicationTypes
