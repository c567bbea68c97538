import * as z from 'zod/mini'
import { problemBody } from '../problems.ts'
import type { RouteRow } from '../route.ts'
import { parseChallenge } from './challenge.ts'
import type { Answer } from './exchange.ts'
import { ApiProblem, NetworkProblem } from './problem.ts'

/**
 * Turns an answer into the value that the contract promises.
 *
 * @throws {ApiProblem} if the API refused: it sent a problem, or a Bearer challenge.
 * @throws {NetworkProblem} if the answer is not the API's, or not what the contract promises.
 */
export function readAnswer(operation: string, route: RouteRow, answer: Answer): unknown {
  const { status } = answer
  if (status < 200 || status > 299) return refuse(operation, answer)
  const schema = route.responses[status]
  if (schema === null) return undefined
  const json = readJson(answer)
  if (!json) {
    // R39: the login page of a hotel's network is neither an answer nor a logout
    throw new NetworkProblem(operation, 'not-the-api', 'the answer is not JSON', status)
  }
  if (!schema) {
    throw new NetworkProblem(operation, 'outside-the-contract', `status ${status}`, status)
  }
  const parsed = z.safeParse(schema, json.value)
  if (parsed.success) return parsed.data
  const places = parsed.error.issues.map(({ path }) => path.join('.') || 'body').slice(0, 5)
  const what = `the answer differs at ${places.join(', ')}`
  throw new NetworkProblem(operation, 'outside-the-contract', what, status)
}

function refuse(operation: string, answer: Answer): never {
  const { status, headers } = answer
  const challenge = parseChallenge(headers.get('www-authenticate'))
  const json = readJson(answer)
  const parsed = json && z.safeParse(problemBody, json.value)
  const body = parsed?.success ? parsed.data : undefined
  if (!body && challenge?.scheme.toLowerCase() !== 'bearer') {
    throw new NetworkProblem(operation, 'not-the-api', `status ${status} from elsewhere`, status)
  }
  const retryAfter = headers.get('retry-after') ?? ''
  throw new ApiProblem(operation, {
    status,
    code: body?.code ?? challenge?.error ?? 'missing_credentials',
    challenge,
    body,
    retryAfterSeconds: /^\d{1,6}$/.test(retryAfter) ? Number(retryAfter) : undefined,
  })
}

function readJson({ headers, text }: Answer): { readonly value: unknown } | undefined {
  const mediaType = headers.get('content-type')?.split(';', 1)[0]?.trim() ?? ''
  if (!/^application\/(?:[\w.-]+\+)?json$/i.test(mediaType)) return undefined
  try {
    return { value: JSON.parse(text) }
  } catch {
    return undefined
  }
}
