import { runPostRegistration, runPreRegistration } from '../rules/run-hooks.ts'
import type { Provider } from '../provider.ts'
import type { User } from '../tenant/user.ts'
import { keepAccount } from './accounts.ts'
import type { NewAccount } from './accounts.ts'
import type { Connection } from './connection.ts'
import type { LoginProblem } from './view.ts'

/** Lets somebody in who is new, if the tenant's hook before registrations agrees. */
export async function admit(
  provider: Provider,
  connection: Connection,
  clientId: string,
  account: NewAccount,
): Promise<{ readonly user: User } | { readonly problem: LoginProblem; readonly detail?: string }> {
  const context = { connection: connection.name, strategy: connection.strategy, clientId }
  const verdict = await runPreRegistration(provider, account, context)
  if ('refusal' in verdict) return { problem: 'signUpRefused', detail: verdict.refusal }
  const user = await keepAccount(provider, connection, { ...account, ...verdict })
  runPostRegistration(provider, user, context)
  return { user }
}
