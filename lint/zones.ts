/** Who may not import whom, and why. All are globs: of files, and of package names. */
export interface Zone {
  /** Files of this repository, from its root. */
  readonly files: readonly string[]
  /** What they may not import: package names, or files of this repository. */
  readonly from: readonly string[]
  readonly because: string
}

const packages = (...names: string[]): string[] =>
  names.flatMap((name) => [`@frontchannel/${name}`, `@frontchannel/${name}/*`])

const spa = (...folders: string[]): string[] => folders.map((name) => `apps/spa/src/${name}/**`)

const frameworks = [
  'vue',
  'vue-router',
  'pinia',
  '@nestjs/*',
  'hono',
  'hono/*',
  'pg',
  'drizzle-orm',
]

export const zones: readonly Zone[] = [
  {
    files: ['packages/conformance/**'],
    from: packages('relying-party', 'contract', 'mock-idp'),
    because: 'conformance is the vocabulary that the others share: it knows none of them',
  },
  {
    files: ['packages/relying-party/**'],
    from: [...packages('contract', 'mock-idp'), ...frameworks],
    because: 'protocol logic is pure TypeScript: it runs in a browser, in Node and in a test alike',
  },
  {
    files: ['packages/contract/**'],
    from: packages('conformance', 'relying-party', 'mock-idp'),
    because: 'the contract is what SPA, back-end and API agree on, whoever issues the tokens',
  },
  {
    files: ['packages/mock-idp/**'],
    from: packages('relying-party', 'contract'),
    because: 'a provider that shared code with its clients could share their mistakes',
  },
  {
    files: ['apps/spa/**'],
    from: packages('mock-idp', 'api', 'backend', 'idp'),
    because: 'apps meet over HTTP only, and the SPA works with any provider',
  },
  {
    files: ['apps/backend/**'],
    from: packages('mock-idp', 'api', 'spa', 'idp'),
    because: 'apps meet over HTTP only, and the back-end works with any provider',
  },
  {
    files: ['apps/api/**'],
    from: packages('relying-party', 'mock-idp', 'backend', 'spa', 'idp'),
    because: 'the resource server trusts tokens, not clients; apps meet over HTTP only',
  },
  {
    files: ['apps/idp/**'],
    from: packages('relying-party', 'contract', 'api', 'backend', 'spa'),
    because: 'the IdP knows neither its clients nor the domain; apps meet over HTTP only',
  },
  {
    files: ['e2e/**'],
    from: packages('relying-party', 'contract', 'mock-idp', 'api', 'backend', 'spa', 'idp'),
    because: 'the end-to-end tests meet the apps over HTTP only, as a user and a peer would',
  },
  {
    files: [
      'packages/relying-party/src/**',
      'apps/api/src/**',
      'apps/backend/src/**',
      'apps/spa/src/main.ts',
      'apps/spa/src/login/**',
      'apps/spa/src/timesheets/**',
    ],
    from: ['@frontchannel/conformance/faults'],
    because: 'no production module knows that a fault exists',
  },
  {
    files: ['apps/spa/src/ui/**'],
    from: spa('login', 'timesheets', 'inspector', 'router', 'api'),
    because: 'the design system knows no feature',
  },
  {
    files: ['apps/spa/src/login/**'],
    from: spa('timesheets', 'inspector', 'router', 'api'),
    because: 'features do not know each other; the API client asks the session, not the reverse',
  },
  {
    files: ['apps/spa/src/timesheets/**'],
    from: spa('inspector', 'router'),
    because: 'features do not know each other, and no feature knows the router that mounts it',
  },
  {
    files: ['apps/spa/src/inspector/**'],
    from: spa('login', 'timesheets', 'router', 'api'),
    because: 'the inspector reads trace events only',
  },
  {
    files: ['apps/api/src/database/**'],
    from: [
      'apps/api/**/*.repository.ts',
      'apps/api/**/*.service.ts',
      'apps/api/**/*.controller.ts',
    ],
    because: 'database <- repository <- service <- controller',
  },
  {
    files: ['apps/api/src/**/*.repository.ts'],
    from: ['apps/api/**/*.service.ts', 'apps/api/**/*.controller.ts'],
    because: 'database <- repository <- service <- controller',
  },
  {
    files: ['apps/api/src/**/*.service.ts'],
    from: ['apps/api/**/*.controller.ts', 'fastify', 'pg', 'drizzle-orm'],
    because: 'a service takes (principal, input): no request, no SQL',
  },
  {
    files: ['apps/api/src/**/*.controller.ts'],
    from: ['apps/api/**/*.repository.ts', 'apps/api/src/database/**'],
    because: 'a controller delegates to its service',
  },
]
