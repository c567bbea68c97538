/** The one way to log in here, as `acr` names it. */
export const passwordAcr = 'urn:frontchannel:acr:password'

/** Discovery lists them as `acr_values_supported`. */
export const acrValues = [passwordAcr] as const
