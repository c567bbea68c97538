import { RegistrationRefused } from '@frontchannel/mock-idp'
import type { Hooks } from '@frontchannel/mock-idp'

/** Mailboxes that anybody can read are no proof of anything. */
const throwaway = /@(mailinator|guerrillamail)\./i

export default {
  preUserRegistration({ email = '' }) {
    if (throwaway.test(email))
      throw new RegistrationRefused('Use the address of a mailbox of yours.')
    return { appMetadata: { registeredBy: 'sign-up' } }
  },
} satisfies Hooks
