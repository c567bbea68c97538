import type { Rule } from '@frontchannel/mock-idp'

/** Puts the scenario's roles on the user: whoever may approve is a manager. */
export default {
  name: 'Set roles',
  order: 10,
  run(user) {
    user.roles = [user.permissions.includes('approve:timesheets') ? 'Manager' : 'Employee']
    user.groups = []
  },
} satisfies Rule
