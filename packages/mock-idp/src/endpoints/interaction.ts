import { completeLogin } from '../authorize/complete.ts'
import type { Interaction } from '../authorize/interaction.ts'
import { loginState } from '../authorize/login-state.ts'
import type { LoginState } from '../authorize/login-state.ts'
import { nextPrompt } from '../authorize/prompts.ts'
import { readCookie } from '../cookies.ts'
import { equalSecrets } from '../equal-secrets.ts'
import { basePath } from '../exchange.ts'
import type { Exchange } from '../exchange.ts'
import { messagePage } from '../pages/message-page.ts'
import { bodyParameters } from '../parameters.ts'
import { answers } from './interaction-answers.ts'
import { promptPage } from './prompt-page.ts'

/** Shows the next thing to ask, or ends the login if nothing is left. */
export async function showInteraction(exchange: Exchange): Promise<Response> {
  const interaction = await findInteraction(exchange)
  if (!interaction) return interactionGone(exchange)
  const state = currentState(exchange, interaction)
  const prompt = nextPrompt(state)
  if (prompt) return promptPage(exchange, interaction, state, prompt.name)
  exchange.var.provider.interactions.delete(interaction.id)
  return completeLogin(exchange, state)
}

/** Takes what the end-user answered. */
export async function answerInteraction(exchange: Exchange): Promise<Response> {
  const interaction = await findInteraction(exchange)
  if (!interaction) return interactionGone(exchange)
  const form = await bodyParameters(exchange.req.raw)
  const site = exchange.req.header('Sec-Fetch-Site') ?? 'same-origin'
  const ownForm = await equalSecrets(form.one('csrf') ?? '', interaction.csrf)
  // somebody else's page could otherwise log the end-user in as its author, or consent for them
  if (!ownForm || site !== 'same-origin') return interactionGone(exchange)
  const answer = answers.get(form.one('answer') ?? '')
  if (!answer) return interactionGone(exchange)
  return answer({ exchange, interaction, form, state: currentState(exchange, interaction) })
}

async function findInteraction(exchange: Exchange): Promise<Interaction | undefined> {
  const { provider } = exchange.var
  const interaction = provider.interactions.get(exchange.req.param('interaction') ?? '')
  if (!interaction) return undefined
  exchange.var.entry.clientId = interaction.request.client.clientId
  const browser = readCookie(exchange, 'browser') ?? ''
  return (await equalSecrets(browser, interaction.browser)) ? interaction : undefined
}

function currentState(exchange: Exchange, { request, done }: Interaction): LoginState {
  const { provider } = exchange.var
  const session = provider.sessions.use(readCookie(exchange, 'session'))
  return loginState(provider, request, session, done)
}

function interactionGone(exchange: Exchange): Promise<Response> {
  exchange.var.entry.refused = 'interaction'
  return messagePage({
    title: 'This login is over',
    text: 'It was completed already, took too long, or was begun in another browser. Go back to the application and log in again.',
    status: 400,
    basePath: basePath(exchange.var.provider),
  })
}
