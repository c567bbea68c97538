import { rowsOf } from './rows.ts'

const { reject } = rowsOf('userinfo', 'relying-party')

export const userinfoFaults = [
  reject(
    'userinfo.sub.suffix',
    'userinfo.sub',
    'OIDCC-5.3.2',
    'The userinfo response is about somebody else than the ID Token',
    { oidf: 'oidcc-client-test-userinfo-invalid-sub' },
  ),
  reject(
    'userinfo.sub.missing',
    'userinfo.sub',
    'OIDCC-5.3.2',
    'The userinfo response does not say whom it is about',
  ),
] as const
