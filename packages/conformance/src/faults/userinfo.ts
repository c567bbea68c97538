import type { Fault } from './fault.ts'

export const userinfoFaults = [
  {
    id: 'userinfo.sub.suffix',
    tampersWith: 'userinfo',
    title: 'The userinfo response is about somebody else than the ID Token',
    breaks: 'OIDCC-5.3.2',
    verdict: 'reject',
    by: 'relying-party',
    check: 'userinfo.sub',
    oidf: 'oidcc-client-test-userinfo-invalid-sub',
  },
] as const satisfies readonly Fault[]
