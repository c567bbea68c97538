import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { RuleTester } from 'eslint'
import { afterAll, describe, it } from 'vitest'
import { arrows } from './arrows.ts'

Object.assign(RuleTester, { afterAll })
RuleTester.describe = describe
RuleTester.it = it

const root = dirname(dirname(fileURLToPath(import.meta.url)))
const at = (path: string, code: string) => ({ filename: join(root, path), code })
const refused = (path: string, code: string, reason: RegExp) => ({
  ...at(path, code),
  errors: [{ message: reason }],
})

new RuleTester({ files: ['**/*.ts'] }).run('arrows', arrows, {
  valid: [
    at('apps/spa/src/login/a.ts', "import '@frontchannel/relying-party'"),
    at('apps/spa/src/router/a.ts', "import '../login/session.store.ts'"),
    at('apps/api/src/timesheets/a.controller.ts', "import './a.service.ts'"),
    at('packages/mock-idp/src/a.ts', "import '@frontchannel/conformance/faults'"),
    at('apps/api/src/a.test.ts', "import '@frontchannel/mock-idp'"),
  ],
  invalid: [
    refused('apps/api/src/a.ts', "import '@frontchannel/relying-party'", /trusts tokens/),
    refused('apps/spa/src/ui/a.ts', "import '../login/session.store.ts'", /knows no feature/),
    refused('apps/spa/src/inspector/a.ts', "import('@/login/session.store')", /trace events only/),
    refused('packages/relying-party/src/a.ts', "import 'vue'", /pure TypeScript/),
    refused(
      'packages/relying-party/src/a.ts',
      "import '@frontchannel/conformance/faults'",
      /no production module/,
    ),
    refused(
      'apps/api/src/timesheets/a.controller.ts',
      "export * from './a.repository.ts'",
      /delegates to its service/,
    ),
    refused(
      'apps/api/src/timesheets/a.service.ts',
      "import { sql } from 'drizzle-orm'",
      /no request, no SQL/,
    ),
  ],
})
