import {
  rfc6749,
  rfc6750,
  rfc7515,
  rfc7518,
  rfc7519,
  rfc8252,
  rfc8725,
  rfc9068,
  rfc9207,
} from './oauth.ts'
import { openidCore, openidDiscovery } from './openid.ts'
import {
  multipleResponseTypes,
  openidBackChannelLogout,
  openidRpInitiatedLogout,
  rfc7009,
  rfc7636,
  rfc8707,
  rfc9700,
} from './provider.ts'
import type { Requirement } from './requirement.ts'

/** Every requirement that a check or a fault may cite. */
export const requirements = {
  ...openidCore,
  ...openidDiscovery,
  ...rfc6749,
  ...rfc6750,
  ...rfc7515,
  ...rfc7518,
  ...rfc7519,
  ...rfc8252,
  ...rfc8725,
  ...rfc9068,
  ...rfc9207,
  ...rfc7009,
  ...rfc7636,
  ...rfc8707,
  ...rfc9700,
  ...multipleResponseTypes,
  ...openidBackChannelLogout,
  ...openidRpInitiatedLogout,
} as const

export type RequirementId = keyof typeof requirements

/** The title and address of a requirement. */
export function requirementById(id: RequirementId): Requirement {
  return requirements[id]
}
