import { examineRedirectUris } from './authorization.ts'
import { examineContext } from './context.ts'
import { examineCors } from './cors.ts'
import { examineDiscovery } from './discovery.ts'
import type { Finding, Subject } from './examination.ts'
import { examineKeys } from './keys.ts'

/** Everything that can be known about a configuration without logging in. */
export async function examine(subject: Subject): Promise<Finding[]> {
  const { findings, metadata, url } = await examineDiscovery(subject)
  const context = examineContext(subject)
  if (!metadata) return [...findings, ...context]
  return [
    ...findings,
    await examineKeys(metadata),
    ...(await examineCors(subject, metadata, url)),
    ...(await examineRedirectUris(subject, metadata)),
    ...context,
  ]
}
