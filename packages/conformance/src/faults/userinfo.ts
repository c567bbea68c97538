import { rowsOf } from './rows.ts'

const { accept, reject } = rowsOf('userinfo', 'relying-party')

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
  reject('userinfo.sub.number', 'userinfo.sub', 'OIDCC-5.3.2', 'sub is a number'),
  accept(
    'userinfo.claims.hostile',
    'OIDCC-5.3.2',
    'The name is markup, the picture a script, the nickname runs from right to left',
  ),
  accept('userinfo.claims.huge', 'OIDCC-5.3.2', 'The name has 20,000 characters'),
  accept(
    'userinfo.claims.aggregated',
    'OIDCC-5.3.2',
    'Claims come as a JWT of another provider, as aggregated claims',
    { oidf: 'oidcc-client-test-aggregated-claims' },
  ),
  accept(
    'userinfo.claims.distributed',
    'OIDCC-5.3.2',
    'Claims are to be fetched from another provider, as distributed claims',
    { oidf: 'oidcc-client-test-distributed-claims' },
  ),
] as const
