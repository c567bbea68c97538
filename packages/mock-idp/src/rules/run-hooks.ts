import type { NewAccount } from '../connections/accounts.ts'
import type { Message } from '../connections/messages/message.ts'
import type { Provider } from '../provider.ts'
import type { User } from '../tenant/user.ts'
import { RegistrationRefused } from './hooks.ts'
import type { HookContext, HookUser, Registration } from './hooks.ts'
import { inTime } from './in-time.ts'

const describe = (user: Pick<User, 'claims'> & { email?: string | undefined }): HookUser => ({
  email: user.email === '' ? undefined : user.email,
  phoneNumber: user.claims.phone_number,
  name: user.claims.name,
})

/** A hook that fails refuses: it may have been about to. */
export async function runPreRegistration(
  { code: { hooks } }: Provider,
  account: NewAccount,
  context: HookContext,
): Promise<Registration | { readonly refusal: string }> {
  const hook = hooks?.preUserRegistration
  if (!hook) return {}
  try {
    return (await inTime(async () => hook(describe(account), context))) ?? {}
  } catch (error) {
    return { refusal: error instanceof RegistrationRefused ? error.message : '' }
  }
}

/** Nobody waits for it, and nobody is told if it fails. */
export function runPostRegistration(
  { code: { hooks } }: Provider,
  user: User,
  context: HookContext,
): void {
  const hook = hooks?.postUserRegistration
  if (!hook) return
  void inTime(async () => hook({ ...describe(user), sub: user.sub }, context)).catch(
    () => undefined,
  )
}

export async function runSendMessage(
  { code: { hooks } }: Provider,
  message: Message,
): Promise<'sent' | 'failed' | undefined> {
  const hook = hooks?.sendMessage
  if (!hook) return undefined
  try {
    return await inTime(async () => hook(message))
  } catch {
    return 'failed'
  }
}
