/** Who takes part in a login: the roles of RFC 6749 §1.1, and the end-user before them. */
export type Role = 'user' | 'spa' | 'idp' | 'back-end' | 'api'

export interface Step {
  readonly id: string
  readonly from: Role
  readonly to: Role
  /** What happens, as a sentence about `from`. */
  readonly title: string
}

/** Every step that a login can have, in order. */
export const steps = [
  { id: 'login-click', from: 'user', to: 'spa', title: 'The user clicks Log in' },
  {
    id: 'authorization-request',
    from: 'spa',
    to: 'idp',
    title: 'The SPA redirects to the authorization endpoint',
  },
  {
    id: 'login-prompt',
    from: 'idp',
    to: 'user',
    title: 'The IdP shows its login and consent pages',
  },
  {
    id: 'authentication',
    from: 'user',
    to: 'idp',
    title: 'The user authenticates and allows the listed permissions',
  },
  {
    id: 'authorization-response',
    from: 'idp',
    to: 'spa',
    title: 'The IdP redirects back with what the response type asked for',
  },
  {
    id: 'code-hand-off',
    from: 'spa',
    to: 'back-end',
    title: 'The SPA hands the code to its back-end',
  },
  { id: 'token-request', from: 'back-end', to: 'idp', title: 'The back-end redeems the code' },
  {
    id: 'code-verification',
    from: 'idp',
    to: 'idp',
    title: 'The IdP verifies code, client id and client secret',
  },
  {
    id: 'token-response',
    from: 'idp',
    to: 'back-end',
    title: 'The IdP answers with a second ID Token and a second Access Token',
  },
  {
    id: 'api-request',
    from: 'spa',
    to: 'api',
    title: 'The API is called with the Access Token',
  },
  { id: 'api-response', from: 'api', to: 'spa', title: 'The API answers with the data' },
] as const satisfies readonly Step[]

export type StepId = (typeof steps)[number]['id']

const backEndSteps: ReadonlySet<StepId> = new Set([
  'code-hand-off',
  'token-request',
  'code-verification',
  'token-response',
])

export interface NumberedStep extends Step {
  readonly id: StepId
  readonly number: number
}

/**
 * The steps that a login really has: eleven with a back-end, seven without. With a back-end it is
 * the back-end that calls the API.
 */
export function walk({ withBackEnd }: { withBackEnd: boolean }): readonly NumberedStep[] {
  const caller = (role: Role): Role => (withBackEnd && role === 'spa' ? 'back-end' : role)
  return steps
    .filter(({ id }) => withBackEnd || !backEndSteps.has(id))
    .map((step, index) => ({
      ...step,
      ...(step.id.startsWith('api-') && { from: caller(step.from), to: caller(step.to) }),
      number: index + 1,
    }))
}
