import type { RoleId } from './settings.ts'

/** What a stack says while it starts and runs. */
export type StackEvent =
  | { readonly kind: 'building' | 'built' | 'starting' | 'ready'; readonly what: string }
  | { readonly kind: 'log'; readonly what: RoleId; readonly line: string }
  /** In watch mode: something broke, and a change of the sources may repair it. */
  | { readonly kind: 'failed'; readonly message: string }

export type Tell = (event: StackEvent) => void
