import type { ResponseMode } from './response-modes.ts'

/** An authorization response before it is delivered: a list, because faults may repeat a member. */
export interface ResponseDraft {
  readonly redirectUri: string
  mode: ResponseMode
  parameters: [name: string, value: string][]
  get(name: string): string | undefined
  /** Replaces the member, or adds it at the end. */
  set(name: string, value: string): void
  remove(name: string): void
}

export function draftResponse(
  redirectUri: string,
  mode: ResponseMode,
  members: Readonly<Record<string, string | undefined>>,
): ResponseDraft {
  return {
    redirectUri,
    mode,
    parameters: Object.entries(members).flatMap(([name, value]) =>
      value === undefined ? [] : [[name, value]],
    ),
    get(name) {
      return this.parameters.find(([key]) => key === name)?.[1]
    },
    set(name, value) {
      const entry = this.parameters.find(([key]) => key === name)
      if (entry) entry[1] = value
      else this.parameters.push([name, value])
    },
    remove(name) {
      this.parameters = this.parameters.filter(([key]) => key !== name)
    },
  }
}
