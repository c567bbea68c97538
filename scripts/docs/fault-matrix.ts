import { faults, type Fault } from '../../packages/conformance/src/faults/index.ts'
import { requirementById } from '../../packages/conformance/src/requirements/index.ts'
import { documentOf, table, type GeneratedDocument } from './markdown.ts'

const path = 'docs/fault-matrix.md'

const catalogue: readonly Fault[] = faults

const sides = [
  {
    by: 'relying-party',
    title: 'What a relying party has to notice',
    test: 'packages/relying-party/src/faults.matrix.test.ts',
  },
  {
    by: 'resource-server',
    title: 'What a resource server has to notice',
    test: 'apps/api/src/access-token/faults.matrix.spec.ts',
  },
  {
    by: 'another-client',
    title: 'What a client has to notice that registered more than ours',
    test: 'packages/mock-idp/test/faults/login.test.ts',
  },
] as const

/** Fault × check × verdict × requirement, from the rows themselves. */
export function faultMatrix(): Promise<GeneratedDocument> {
  const count = (verdict: Fault['verdict']): number =>
    catalogue.filter((row) => row.verdict === verdict).length
  return documentOf(path, [
    '# Fault matrix',
    '',
    '<!-- written by `npm run docs` from the rows in packages/conformance/src/faults: edit those -->',
    '',
    `The mock IdP can commit ${catalogue.length} faults: ${count('reject')} that must be refused, by`,
    `exactly the check named here; ${count('accept')} legal oddities that must be accepted; and`,
    `${count('report')} failures that must be told as what they are.`,
    'A fault is armed for one authorization request or for one tenant, never for a whole server.',
    '',
    ...sides.flatMap(({ by, title, test }) => [
      `## ${title}`,
      '',
      `Tested in [\`${test}\`](../${test}).`,
      '',
      ...pointsOf(by).flatMap((point) => sectionOf(point, by)),
    ]),
  ])
}

const pointsOf = (by: Fault['by']): readonly Fault['tampersWith'][] => [
  ...new Set(catalogue.filter((row) => row.by === by).map(({ tampersWith }) => tampersWith)),
]

function sectionOf(point: Fault['tampersWith'], by: Fault['by']): readonly string[] {
  const rows = catalogue.filter((row) => row.by === by && row.tampersWith === point)
  return [
    `### \`${point}\``,
    '',
    ...table(
      ['Fault', 'What the sender does', 'Verdict', 'Requirement', 'Module of the OIDF suite'],
      rows.map((row) => [
        `\`${row.id}\``,
        row.title,
        verdictOf(row),
        `[${row.breaks}](${requirementById(row.breaks).url})`,
        row.oidf === undefined ? '' : `\`${row.oidf}\``,
      ]),
    ),
  ]
}

function verdictOf(row: Fault): string {
  if (row.verdict !== 'reject') return row.verdict === 'accept' ? 'accepted' : 'reported'
  const beside = row.harmlessBeside?.map((part) => `\`${part}\``).join(', ')
  return `refused by \`${row.check}\`${beside === undefined ? '' : `; harmless beside ${beside}`}`
}
