import type { LoginRequest } from '@frontchannel/relying-party'
import { withLabSetUp, storeLabSetUp } from '../config/lab-set-up.ts'
import type { PublicConfig } from '../config/public-config.ts'
import { createLoginClient } from '../login/login-client.ts'
import { protocolFor } from '../login/protocol.ts'
import type { TraceLog } from '../trace/trace-log.ts'
import { configurationOf, type Choice } from './set-up.ts'

const requestOf = ({
  prompt,
  responseMode,
}: Choice): Pick<LoginRequest, 'prompt' | 'responseMode'> => ({
  prompt,
  responseMode,
})

/** The request that a run would send, with values made up for it that no run will ever use. */
export async function previewRequest(choice: Choice, config: PublicConfig, log: TraceLog) {
  const configured = { ...config, ...configurationOf(choice, config) }
  const { startLogin, settings, environment } = protocolFor(configured, log)
  const nowhere = { save: () => undefined, take: () => undefined }
  const env = { ...environment, trace: undefined, transactions: nowhere }
  const { url } = await startLogin(settings, { ...requestOf(choice), returnTo: '/lab' }, env)
  return new URL(url)
}

/** Sets this tab up, and begins the run: the address to go to. */
export async function beginRun(
  choice: Choice,
  config: PublicConfig,
  log: TraceLog,
  returnTo: string,
): Promise<string> {
  storeLabSetUp(configurationOf(choice, config))
  const client = createLoginClient(withLabSetUp(config), log)
  return client.begin(returnTo, requestOf(choice))
}
