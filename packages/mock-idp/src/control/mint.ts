import type { FaultId } from '@frontchannel/conformance/faults'
import { accessTokenInjectors } from '../faults/access-token/index.ts'
import { idTokenInjectors } from '../faults/id-token/index.ts'
import type { Injector } from '../faults/inject.ts'
import { logoutTokenInjectors } from '../faults/logout.ts'
import { withAlgorithm, withPublishedKey, withStrangerKey } from '../faults/token-edits.ts'
import { secretKey } from '../keys/signing-key.ts'
import type { Provider } from '../provider.ts'
import type { JsonObject, TokenDraft } from '../tokens/draft.ts'
import { signDraft } from '../tokens/sign-draft.ts'
import type { ParsedInput } from './calls.ts'
import { draftOrdered } from './draft-ordered.ts'
import { ControlError } from './control-error.ts'

export type MintOrder = ParsedInput<'mint'>

const injectors: Readonly<Record<string, Injector<TokenDraft>>> = {
  ...accessTokenInjectors,
  ...idTokenInjectors,
  ...logoutTokenInjectors,
}

/**
 * Makes the token that an order describes: as it should be, then with the faults of the order,
 * then with its members and texts.
 */
export async function mint(provider: Provider, order: MintOrder): Promise<string> {
  const draft = await draftOrdered(provider, order)
  await chooseKey(draft, order, provider)
  for (const id of order.faults) await injectorOf(id, order.kind)(draft, provider)
  draft.header = edited(draft.header, order.header, order.withoutHeader)
  draft.claims = edited(draft.claims, order.claims, order.without)
  replaceText(draft, order)
  return signDraft(draft)
}

const edited = (members: JsonObject, set: JsonObject, left: readonly string[]): JsonObject =>
  Object.fromEntries(
    Object.entries({ ...members, ...set }).filter(([name]) => !left.includes(name)),
  )

function injectorOf(id: FaultId, kind: MintOrder['kind']): Injector<TokenDraft> {
  const injector = id.startsWith(`${kind}.`) ? injectors[id] : undefined
  if (!injector) throw new ControlError(400, `the fault ${id} is not one of an ${kind}`)
  return injector
}

async function chooseKey(
  draft: TokenDraft,
  { key, alg }: MintOrder,
  provider: Provider,
): Promise<void> {
  if (typeof key === 'object') {
    draft.key = await secretKey(key.secret)
    draft.header['alg'] = 'HS256'
  } else if (key === 'none') {
    draft.key = undefined
    draft.header['alg'] = 'none'
  } else if (key === 'stranger') {
    await withStrangerKey(alg)(draft, provider)
  } else if (alg === 'ES256') {
    await withPublishedKey(alg)(draft, provider)
  } else if (alg !== undefined) {
    const edit = alg.startsWith('RS') || alg === 'PS256' ? withAlgorithm : withStrangerKey
    await edit(alg)(draft, provider)
  }
}

/** What the order writes by hand wins over everything. */
function replaceText(
  draft: TokenDraft,
  { headerText, claimsText, signatureText }: MintOrder,
): void {
  if (headerText !== undefined) draft.editHeader = () => headerText
  if (claimsText !== undefined) draft.editClaims = () => claimsText
  if (signatureText === undefined) return
  const { editToken: earlier } = draft
  draft.editToken = async (token) => {
    const [header, claims] = ((await earlier?.(token)) ?? token).split('.')
    return `${header}.${claims}.${signatureText}`
  }
}
