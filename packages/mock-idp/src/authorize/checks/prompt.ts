import type { AuthorizationCheck } from '../check.ts'

/** Discovery lists them as `prompt_values_supported`. */
export const promptValues = ['none', 'login', 'consent', 'select_account'] as const

export const promptKnown: AuthorizationCheck = {
  id: 'authorization-request.prompt.known',
  requirements: ['OIDCC-3.1.2.1'],
  error: 'invalid_request',
  refuses: ({ prompts }) =>
    prompts.every((prompt) => promptValues.some((known) => known === prompt))
      ? undefined
      : `prompt must be made of ${promptValues.join(', ')}`,
}

export const promptNoneAlone: AuthorizationCheck = {
  id: 'authorization-request.prompt.none-alone',
  requirements: ['OIDCC-3.1.2.1'],
  error: 'invalid_request',
  refuses: ({ prompts }) =>
    prompts.includes('none') && prompts.length > 1
      ? 'prompt=none cannot be combined with other values'
      : undefined,
}

export const maxAgeSeconds: AuthorizationCheck = {
  id: 'authorization-request.max_age',
  requirements: ['OIDCC-3.1.2.1'],
  error: 'invalid_request',
  refuses: ({ maxAge }) =>
    Number.isNaN(maxAge) ? 'max_age must be a number of seconds' : undefined,
}
