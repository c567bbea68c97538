import type { Rule } from '@frontchannel/mock-idp'

/** Lets the SPA show how somebody logged in: `sub` alone does not tell where accounts are linked. */
export default {
  name: 'Tell connection',
  order: 40,
  run(_user, context) {
    context.idToken['https://timesheets.example.com/connection'] = context.connection
  },
} satisfies Rule
