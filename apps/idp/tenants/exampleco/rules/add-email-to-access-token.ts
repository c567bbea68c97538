import type { Rule } from '@frontchannel/mock-idp'

const namespace = 'https://timesheets.example.com'

/** For people who read logs. The API knows its users by `iss` and `sub`, never by this. */
export default {
  name: 'Add email to Access Token',
  order: 30,
  run({ email, name }, context) {
    if (context.audience === undefined) return
    if (email !== undefined) context.accessToken[`${namespace}/email`] = email
    if (name !== undefined) context.accessToken[`${namespace}/name`] = name
  },
} satisfies Rule
