import { createRequire } from 'node:module'
import { pathToFileURL } from 'node:url'

// nestjs-pino keeps the first logger of a process for ever. One process runs several test files,
// each with a log of its own; the library has no public way to forget.
const library = createRequire(import.meta.url).resolve('nestjs-pino/package.json')
const rootLogger = (await import(
  new URL('dist/esm/rootLogger.js', pathToFileURL(library)).href
)) as { resetRootLogger: () => void }
rootLogger.resetRootLogger()
