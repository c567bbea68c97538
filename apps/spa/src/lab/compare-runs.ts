import type { MessageEvent, TraceEvent } from '@frontchannel/conformance'
import type { Run } from '../trace/trace-log.ts'

const groups = [
  'The flow',
  'The request',
  'The answer through the browser',
  'The code goes to the back-end',
  'The code is redeemed',
  'The answer of the token endpoint',
  'The checks',
]

export interface Fact {
  readonly group: string
  readonly name: string
  readonly a: string | undefined
  readonly b: string | undefined
  readonly differs: boolean
}

/** Made up anew for each login: that they differ says nothing about the flows. */
const random = new Set(['state', 'nonce', 'code_challenge', 'codeVerifier'])

/** Two runs side by side, fact by fact, in the order in which they happen. */
export function compareRuns(a: Run, b: Run): readonly Fact[] {
  const [left, right] = [factsOf(a), factsOf(b)]
  // what both have keeps its order; what only the second has goes behind it
  const keys = [...new Set([...left.keys(), ...right.keys()])]
  const order = keys.toSorted((x, y) => groups.indexOf(groupOf(x)) - groups.indexOf(groupOf(y)))
  return order.map((key) => {
    const [of, said] = [left.get(key), right.get(key)]
    const name = key.slice(groupOf(key).length + 1)
    return { group: groupOf(key), name, a: of, b: said, differs: of !== said }
  })
}

const groupOf = (key: string): string => key.split('\n', 1)[0] ?? ''

function factsOf(run: Run): ReadonlyMap<string, string> {
  const facts = new Map<string, string>()
  const tell = (group: string, name: string, value: string): void =>
    void facts.set(`${group}\n${name}`, value)
  tell('The flow', 'id', run.flow)
  tell('The flow', 'steps', run.withBackEnd ? '11' : '7')
  const firstOf = (step: TraceEvent['step']): MessageEvent | undefined =>
    run.events.find((event) => event.kind === 'message' && event.step === step) as
      MessageEvent | undefined
  for (const [group, step] of [
    ['The request', 'authorization-request'],
    ['The answer through the browser', 'authorization-response'],
    ['The code goes to the back-end', 'code-hand-off'],
    ['The code is redeemed', 'token-request'],
    ['The answer of the token endpoint', 'token-response'],
  ] as const) {
    const message = firstOf(step)
    if (!message) continue
    if (step !== 'authorization-request') tell(group, 'arrives at', message.summary)
    for (const [name, value] of Object.entries(message.parameters)) {
      tell(group, name, wordsOf(name, value))
    }
  }
  for (const event of run.events) {
    if (event.kind === 'check') tell('The checks', event.id, event.outcome)
  }
  return facts
}

function wordsOf(name: string, value: string): string {
  if (random.has(name)) return '(made up for this login)'
  return value.startsWith('(hidden') ? '(there, hidden)' : value
}
