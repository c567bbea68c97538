import { examine } from './doctor/examine.ts'
import { subjectFrom } from './doctor/subject.ts'
import { readEnvironment } from './environment.ts'

const subject = await subjectFrom(readEnvironment()).catch((error: unknown) => {
  console.error(error instanceof Error ? error.message : error)
  process.exit(1)
})
console.log(`${subject.issuer}, client "${subject.clientId}", flow "${subject.flow.id}"\n`)
const findings = await examine(subject)
for (const { ok, title, says, advice } of findings) {
  console.log(`${ok ? 'good' : 'BAD '}  ${title}: ${says}`)
  if (advice !== undefined) console.log(`      → ${advice}`)
}
const faults = findings.filter(({ ok }) => !ok).length
console.log(faults === 0 ? '\nNothing to do.' : `\n${faults} of ${findings.length} need attention.`)
process.exit(faults === 0 ? 0 : 1)
