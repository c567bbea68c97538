import type { MessageEvent } from '@frontchannel/conformance'
import type { Run } from '../trace/trace-log.ts'
import { laneNames, lanesOf, placeOf } from './sequence.ts'
import { inspect, type InspectedStep } from './step-state.ts'

const happened = (run: Run): readonly InspectedStep[] =>
  inspect(run).filter(({ state }) => state !== 'pending')

/** The run as a sequence diagram in Mermaid's notation. */
export function toMermaid(run: Run): string {
  const alias = (role: string): string => role.replace('-', '')
  const text = (line: string): string => line.replace(/[#;]/g, ' ')
  return [
    'sequenceDiagram',
    '  autonumber',
    ...lanesOf(run).map((role) => `  participant ${alias(role)} as ${laneNames[role]}`),
    ...happened(run).flatMap((step) => [
      `  ${alias(step.from)}->>${alias(step.to)}: ${text(step.title)}`,
      ...failures(step).map((check) => `  Note over ${alias(step.to)}: refused by ${text(check)}`),
    ]),
    '',
  ].join('\n')
}

const escaped = (text: string): string =>
  text.replace(/[&<>"]/g, (sign) => `&#${sign.codePointAt(0) ?? 0};`)

/** The run as a picture that stands alone, in colours that work on white. */
export function toSvg(run: Run): string {
  const lanes = lanesOf(run)
  const steps = happened(run)
  const width = 900
  const row = 56
  const height = 70 + steps.length * row + 20
  const x = (role: (typeof lanes)[number]): number => (placeOf(role, lanes) / 100) * width
  const head = lanes.map(
    (role) =>
      `<text x="${x(role)}" y="30" text-anchor="middle" font-weight="700">${laneNames[role]}</text>` +
      `<path d="M${x(role)} 44V${height - 12}" stroke="#d5d8da"/>`,
  )
  const arrows = steps.map((step, index) => {
    const y = 96 + index * row
    const [from, to] = [x(step.from), x(step.to)]
    const colour = step.state === 'failed' ? '#b3261e' : '#1f6f68'
    const dashes = step.state === 'unseen' ? ' stroke-dasharray="5 5"' : ''
    const tip = to > from ? -9 : 9
    const line =
      from === to
        ? `<path d="M${from} ${y - 8}h26v16h-22" fill="none" stroke="${colour}" stroke-width="2"/>`
        : `<path d="M${from} ${y}H${to}m${tip} -5L${to} ${y}l${tip} 5" fill="none" stroke="${colour}" stroke-width="2"${dashes}/>`
    const label = escaped(`${step.number}  ${step.title}`)
    const middle = Math.min(Math.max((from + to) / 2, 210), width - 210)
    return `<text x="${middle}" y="${y - 11}" text-anchor="middle" font-size="13">${label}</text>${line}`
  })
  return (
    `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${width} ${height}" font-family="system-ui, sans-serif" fill="#1d2b33">` +
    `<rect width="${width}" height="${height}" fill="#fff"/>${[...head, ...arrows].join('')}</svg>\n`
  )
}

/**
 * The run in the form of an HTTP archive, for tools that read those. What the trace holds is
 * already redacted: there is no token, code or secret in it to leave out.
 */
export function toArchive(run: Run): string {
  const messages = run.events.filter((event) => event.kind === 'message')
  const checks = run.events.filter((event) => event.kind === 'check')
  const log = {
    version: '1.2',
    creator: { name: 'frontchannel', version: '0.1.0' },
    comment: `Redacted. ${run.kind}, flow ${run.flow}`,
    entries: messages.map(entryOf),
    _checks: checks.map(({ id, requirements, outcome, expected, actual, at }) => ({
      ...{ id, requirements, outcome, expected, actual },
      at: new Date(at).toISOString(),
    })),
  }
  return `${JSON.stringify({ log }, null, 2)}\n`
}

function entryOf({ at, step, from, to, summary, parameters, tokens }: MessageEvent) {
  const [method, url] = /^[A-Z]+ \S/.test(summary) ? summary.split(' ', 2) : [undefined, undefined]
  const pairs = Object.entries(parameters).map(([name, value]) => ({ name, value }))
  return {
    startedDateTime: new Date(at).toISOString(),
    time: 0,
    ...(method === undefined
      ? { response: { statusText: summary, headers: pairs } }
      : { request: { method, url, queryString: pairs } }),
    _step: step,
    _from: from,
    _to: to,
    _tokens: tokens,
  }
}

function failures({ events }: InspectedStep): string[] {
  return events.flatMap((event) =>
    event.kind === 'check' && event.outcome === 'failed' ? [event.id] : [],
  )
}
