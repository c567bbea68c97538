export {
  createApiClient,
  type ApiClient,
  type ApiClientSettings,
  type Exchange,
} from './api-client.ts'
export { parseChallenge, type Challenge } from './challenge.ts'
export { ApiProblem, NetworkProblem, type NetworkProblemReason } from './problem.ts'
