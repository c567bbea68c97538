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
  const content = route.file ? readText(route.file.mediaType, answer) : readJson(answer)
  if (!content) {
    // R39: the login page of a hotel's network is neither an answer nor a logout
    const expected = route.file?.mediaType ?? 'JSON'
    throw new NetworkProblem(operation, 'not-the-api', `the answer is not ${expected}`, status)
  }
  if (!schema) {
    throw new NetworkProblem(operation, 'outside-the-contract', `status ${status}`, status)
  }
  const parsed = z.safeParse(schema, content.value)
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

interface Content {
  readonly value: unknown
}

const mediaTypeOf = ({ headers }: Answer): string =>
  headers.get('content-type')?.split(';', 1)[0]?.trim().toLowerCase() ?? ''

function readText(mediaType: string, answer: Answer): Content | undefined {
  return mediaTypeOf(answer) === mediaType ? { value: answer.text } : undefined
}

function readJson(answer: Answer): Content | undefined {
  if (!/^application\/(?:[\w.-]+\+)?json$/.test(mediaTypeOf(answer))) return undefined
  try {
    return { value: JSON.parse(answer.text) }
  } catch {
    return undefined
  }
}
