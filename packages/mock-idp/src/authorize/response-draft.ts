import type { ResponseMode } from './response-modes.ts'

/** An authorization response before it is delivered: a list, because faults may repeat a member. */
export interface ResponseDraft {
  readonly redirectUri: string
  /** `query-and-fragment` is no mode that one could ask for, only a fault. */
  mode: ResponseMode | 'query-and-fragment'
  parameters: [name: string, value: string][]
  /** Changes the encoded text of a response in the address. */
  editText?: (text: string) => string
  readonly get: (name: string) => string | undefined
  /** Replaces the member, or adds it at the end. */
  readonly set: (name: string, value: string) => void
  readonly remove: (name: string) => void
}

export function draftResponse(
  redirectUri: string,
  mode: ResponseMode,
  members: Readonly<Record<string, string | undefined>>,
): ResponseDraft {
  const draft: ResponseDraft = {
    redirectUri,
    mode,
    parameters: Object.entries(members).flatMap(([name, value]) =>
      value === undefined ? [] : [[name, value]],
    ),
    get: (name) => draft.parameters.find(([key]) => key === name)?.[1],
    set(name, value) {
      const entry = draft.parameters.find(([key]) => key === name)
      if (entry) entry[1] = value
      else draft.parameters.push([name, value])
    },
    remove(name) {
      draft.parameters = draft.parameters.filter(([key]) => key !== name)
    },
  }
  return draft
}
