export { createApiClient, type ApiClient } from './api-client.ts'
export { parseChallenge, type Challenge } from './challenge.ts'
export { ApiProblem, NetworkProblem, type NetworkProblemReason } from './problem.ts'
export type { ApiClientSettings, Exchange } from './send.ts'
