import { faultMatrix } from './docs/fault-matrix.ts'
import { writeDocument } from './docs/markdown.ts'

const document = await faultMatrix()
writeDocument(document)
console.log(`wrote ${document.path}`)
