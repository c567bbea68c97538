import { expect, test } from 'vitest'
import { conformanceDocument } from './conformance.ts'
import { faultMatrix } from './fault-matrix.ts'
import { writtenText } from './markdown.ts'

test('docs/fault-matrix.md tells the rows as they are: `npm run docs` writes it', async () => {
  const { path, text } = await faultMatrix()
  expect(writtenText(path)).toBe(text)
})

test('docs/openid-conformance.md tells of all runs, and all passed: `npm run conformance:docs`', async () => {
  const { path, text } = await conformanceDocument(() => 'passed')
  expect(writtenText(path)).toBe(text)
})
