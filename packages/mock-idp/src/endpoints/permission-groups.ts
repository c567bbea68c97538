import { consentQuestion } from '../authorize/login-state.ts'
import type { LoginState } from '../authorize/login-state.ts'
import type { PermissionGroup } from '../pages/consent.ts'
import type { InteractionPage } from '../pages/interaction-page.ts'
import { describeScope, isStandardScope } from '../tokens/standard-scopes.ts'

type Permission = PermissionGroup['permissions'][number]

/** What consent lists: the account first, then the API. */
export function permissionGroups(
  state: LoginState,
  { language, texts }: Pick<InteractionPage, 'language' | 'texts'>,
): PermissionGroup[] {
  const scopes = consentQuestion(state)?.scopes ?? []
  const { api } = state.request
  const ofAccount = scopes.filter(isStandardScope).flatMap((scope) => {
    const description = describeScope(scope)
    return description === undefined ? [] : [{ scope, description }]
  })
  const ofApi = (api?.scopes ?? [])
    .filter(({ name }) => scopes.includes(name) && !isStandardScope(name))
    .map(({ name, description }) => ({ scope: name, description }))
  const { consentShowsDescriptions } = state.provider.tenant
  return [
    { name: texts.yourAccount, permissions: ofAccount },
    {
      name: api?.name ?? '',
      permissions: consentShowsDescriptions ? ofApi : byResource(ofApi, language),
    },
  ].filter(({ permissions }) => permissions.length > 0)
}

/** `read:posts` and `write:posts` as one line, "Posts: read and write"; other names stay alone. */
function byResource(permissions: readonly Permission[], language: string): Permission[] {
  const rows = new Map<string, { scopes: string[]; actions: string[] }>()
  for (const { scope } of permissions) {
    const [, action = scope, resource = ''] = /^([^:]+):(.+)$/.exec(scope) ?? []
    const key = resource || scope
    const row = rows.get(key) ?? { scopes: [], actions: [] }
    rows.set(key, {
      scopes: [...row.scopes, scope],
      actions: resource ? [...row.actions, action] : [],
    })
  }
  const list = new Intl.ListFormat(language)
  return [...rows].map(([resource, { scopes, actions }]) => ({
    scope: scopes.join(' '),
    description: `${capitalized(resource)}${actions.length > 0 ? `: ${list.format(actions)}` : ''}`,
  }))
}

const capitalized = (text: string): string => text.charAt(0).toUpperCase() + text.slice(1)
