import type { Interaction } from '../authorize/interaction.ts'
import type { LoginState } from '../authorize/login-state.ts'
import { basePath, redirectTo } from '../exchange.ts'
import type { Exchange } from '../exchange.ts'
import type { Provider } from '../provider.ts'
import type { Parameters } from '../parameters.ts'

/** What the end-user answered to a page of an interaction. */
export interface Answer {
  readonly exchange: Exchange
  readonly interaction: Interaction
  readonly form: Parameters
  readonly state: LoginState
}

export type AnswerHandler = (answer: Answer) => Response | Promise<Response>

/** Post, redirect, get: a reload asks nothing twice, and what comes next is decided in one place. */
export const goOn = (exchange: Exchange, interaction: Interaction): Response =>
  redirectTo(interactionUrl(exchange.var.provider, interaction), 303)

/** Where an interaction goes on, below the origin of the issuer. */
export const interactionUrl = (provider: Provider, { id }: Interaction): string =>
  `${basePath(provider)}interaction/${id}`
