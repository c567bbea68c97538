import { publicClientPlan, plans, runs, titleOf, type Plan } from '../../e2e/conformance/plans.ts'
import type { Module } from '../../e2e/conformance/module.ts'
import { documentOf, table, type GeneratedDocument } from './markdown.ts'

export const conformancePath = 'docs/openid-conformance.md'

/** How a run ended, by the title of its test. */
export type OutcomeOf = (title: string) => string

/** The plans of the OpenID Foundation for relying parties, and what became of each run. */
export function conformanceDocument(outcomeOf: OutcomeOf): Promise<GeneratedDocument> {
  return documentOf(conformancePath, [
    '# OpenID Connect conformance of the relying party',
    '',
    '<!-- written by `npm run conformance:docs` from e2e/conformance and a run of it: edit those -->',
    '',
    '**This is a mirror that we run ourselves, not a certification.** The rows carry the names of the',
    "modules of the OpenID Foundation's [conformance suite](https://openid.net/certification/about-conformance-suite/);",
    'the provider is our mock IdP, which commits the same faults, and the client is the SPA in a real',
    'browser. Nobody at the OpenID Foundation has seen or approved the outcome.',
    '',
    'Each verdict is stricter than the one of the suite, which waits five seconds for a call that must',
    'not come. Here a refusal has to name its check on the page; no token may be left in the storage or',
    'the address; neither the token endpoint (where the bad ID Token came through the front channel) nor',
    'userinfo nor the API may have been asked; and a new try has to succeed. A profile of somebody else',
    'has to end the session. An accepted login has to pass the checks of the suite on the request and,',
    'where there is an Access Token, to read userinfo: by the back-end, where that keeps the token. The',
    'Form Post plans leave the new try to the plans that they repeat.',
    '',
    ...[...plans, publicClientPlan].flatMap((plan) => sectionOf(plan, outcomeOf)),
    '## What is left out',
    '',
    '- Plan Dynamic: WebFinger, dynamic registration and request objects by reference are not part of',
    '  this client.',
    '- The suite leaves two rows open; here one behavior is pinned. Without `kid` and with several keys',
    '  that fit, the ID Token is refused. `alg: none` is refused, from the token endpoint too.',
    '',
  ])
}

function sectionOf(plan: Plan, outcomeOf: OutcomeOf): readonly string[] {
  const { title, name, columns } = plan
  const modules = new Map(columns.flatMap(({ modules }) => modules).map((one) => [one.name, one]))
  const all = columns.reduce((sum, column) => sum + column.modules.length, 0)
  const passed = runs.filter((run) => run.plan === plan && outcomeOf(titleOf(run)) === 'passed')
  return [
    `## ${title}`,
    '',
    `${name === undefined ? '' : `Plan \`${name}\`: `}${passed.length} of ${all} runs passed.`,
    '',
    ...table(
      ['Module', 'The provider', 'Verdict', ...columns.map(({ flow }) => `\`${flow}\``)],
      [...modules.values()].map((module) => [
        `\`${module.name}\``,
        module.fault === undefined ? 'does nothing wrong' : `\`${module.fault}\``,
        verdictOf(module),
        ...columns.map(({ flow }) => cellOf(plan, flow, module, outcomeOf)),
      ]),
    ),
  ]
}

function cellOf(plan: Plan, flow: string, module: Module, outcomeOf: OutcomeOf): string {
  const column = plan.columns.find((one) => one.flow === flow)
  if (!column?.modules.some(({ name }) => name === module.name)) return ''
  return outcomeOf(titleOf({ plan, flow, module }))
}

const verdictOf = ({ verdict, observes = [] }: Module): string =>
  [words[verdict.kind]('check' in verdict ? verdict.check : ''), ...observes].join('; ')

const words: Readonly<Record<Module['verdict']['kind'], (check: string) => string>> = {
  accepted: () => 'logged in',
  refused: (check) => `refused by \`${check}\``,
  'profile-refused': (check) => `logged in, then out: \`${check}\` refuses the profile`,
  'not-begun': (check) => `no authorization request: \`${check}\``,
}
