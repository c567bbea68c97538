import { controlCalls } from './calls.ts'
import type { Control, ControlCallName } from './calls.ts'
import { ControlError } from './control-error.ts'

export interface ControlClientOptions {
  /** Where the control plane listens, for example `http://127.0.0.1:4001`. */
  readonly url: string
  readonly secret: string
  readonly fetch?: typeof fetch
}

/**
 * Creates a client of a control plane: the same calls as `idp.control`, over HTTP.
 *
 * Does not check what it sends: the control plane does, and says what is wrong.
 *
 * @throws {ControlError} from each call that was refused
 */
export function createControlClient(options: ControlClientOptions): Control {
  const names = Object.keys(controlCalls) as ControlCallName[]
  return Object.fromEntries(
    names.map((name) => [name, (input: Input) => call(options, name, input)]),
  ) as unknown as Control
}

type Input = Readonly<Record<string, unknown>>

async function call(
  { url, secret, fetch = globalThis.fetch }: ControlClientOptions,
  name: ControlCallName,
  input: Input,
): Promise<unknown> {
  const { method, path } = controlCalls[name]
  const { address, rest } = fillPath(path, input)
  const hasBody = method === 'POST' || method === 'PUT'
  const query = hasBody ? '' : `?${new URLSearchParams(rest as Record<string, string>).toString()}`
  const response = await fetch(`${url.replace(/\/$/, '')}${address}${query}`, {
    method,
    headers: { Authorization: `Bearer ${secret}`, 'Content-Type': 'application/json' },
    ...(hasBody && { body: JSON.stringify(rest) }),
  })
  const body = (await response.json()) as { error?: string }
  if (response.ok) return body
  throw new ControlError(response.status as ControlError['status'], body.error ?? 'refused')
}

/** Puts the named parts into the path; what is left goes into query or body. */
function fillPath(path: string, input: Input): { address: string; rest: Input } {
  const named = new Set(path.match(/(?<=:)\w+/g))
  const valueOf = (name: string): string => {
    const value = input[name] ?? (name === 'tenant' ? 'main' : '')
    return encodeURIComponent(typeof value === 'string' ? value : '')
  }
  return {
    address: path.replace(/:(\w+)/g, (_, name: string) => valueOf(name)),
    rest: Object.fromEntries(Object.entries(input).filter(([name]) => !named.has(name))),
  }
}
