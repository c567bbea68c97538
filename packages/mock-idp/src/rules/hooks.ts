import type { z } from 'zod'
import type { Message } from '../connections/messages/message.ts'
import type { JsonObject } from '../tokens/draft.ts'

type Json = z.core.util.JSONType

type Later<Value> = Value | Promise<Value>

/** Where somebody registers or a message is sent. */
export interface HookContext {
  readonly connection: string
  readonly strategy: string
  readonly clientId: string
}

/** Somebody who is not there yet, or has just been added. */
export interface HookUser {
  readonly sub?: string
  readonly email?: string | undefined
  readonly phoneNumber?: string | undefined
  readonly name?: string | undefined
}

export interface Registration {
  readonly userMetadata?: Readonly<Record<string, Json>>
  readonly appMetadata?: Readonly<Record<string, Json>>
}

/** What a tenant may do at certain points, besides rules. */
export interface Hooks {
  /** Before somebody is added: throws `RegistrationRefused`, or adds metadata. */
  readonly preUserRegistration?: (
    user: HookUser,
    context: HookContext,
  ) => Later<Registration | undefined>
  /** After somebody was added. Nobody waits, and nothing it does changes the login. */
  readonly postUserRegistration?: (user: HookUser, context: HookContext) => Later<void>
  /** When a client gets a token for itself: claims to add, with a namespace. */
  readonly credentialsExchange?: (request: CredentialsExchange) => Later<JsonObject | undefined>
  /** Before a mail or text message is sent: `sent` if the hook has taken care of it. */
  readonly sendMessage?: (message: Message) => Later<'sent' | undefined>
}

export interface CredentialsExchange {
  readonly clientId: string
  readonly audience: string
  readonly scopes: readonly string[]
}

/** Thrown by `preUserRegistration`: the page says so, in these words. */
export class RegistrationRefused extends Error {}
