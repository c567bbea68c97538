import { redact } from '@frontchannel/conformance'
import type { Parameters } from '../parameters.ts'
import type { RequestLogEntry } from './request-log.ts'

/** Notes what a request asked, without its tokens, codes and secrets. */
export function describeRequest(entry: RequestLogEntry, parameters: Parameters): void {
  const clientId = parameters.one('client_id')
  if (clientId !== undefined) entry.clientId = clientId
  entry.parameters = redact(parameters.entries).parameters
}
