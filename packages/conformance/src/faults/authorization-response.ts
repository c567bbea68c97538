import type { Fault } from './fault.ts'

export const authorizationResponseFaults = [
  {
    id: 'authorization-response.state.append1',
    tampersWith: 'authorization-response',
    title: 'The state in the response is not the one of the request',
    breaks: 'RFC6749-10.12',
    verdict: 'reject',
    by: 'relying-party',
    check: 'authorization-response.state',
  },
] as const satisfies readonly Fault[]
