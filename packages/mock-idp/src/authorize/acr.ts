/** How the end-user logged in, as `acr` names it: by a password kept here, */
export const passwordAcr = 'urn:frontchannel:acr:password'
/** by a code or link that was sent to them, */
export const otpAcr = 'urn:frontchannel:acr:otp'
/** or at an upstream provider, which alone knows how. */
export const federatedAcr = 'urn:frontchannel:acr:federated'
