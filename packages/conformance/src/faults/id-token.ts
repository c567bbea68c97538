import type { Fault } from './fault.ts'

export const idTokenFaults = [
  {
    id: 'id-token.nonce.append1',
    tampersWith: 'id-token',
    title: 'The nonce in the ID Token is not the one of the request',
    breaks: 'OIDCC-3.2.2.11',
    verdict: 'reject',
    by: 'relying-party',
    check: 'id-token.nonce',
    oidf: 'oidcc-client-test-nonce-invalid',
  },
  {
    id: 'id-token.signature.xor5a',
    tampersWith: 'id-token',
    title: 'Every byte of the signature of the ID Token is changed',
    breaks: 'RFC7515-5.2',
    verdict: 'reject',
    by: 'relying-party',
    check: 'id-token.signature',
    oidf: 'oidcc-client-test-invalid-sig-rs256',
  },
  {
    id: 'id-token.at_hash.append1',
    tampersWith: 'id-token',
    title: 'at_hash is not the hash of the Access Token beside it',
    breaks: 'OIDCC-3.2.2.9',
    verdict: 'reject',
    by: 'relying-party',
    check: 'id-token.at_hash',
    oidf: 'oidcc-client-test-invalid-athash',
  },
  {
    id: 'id-token.exp.past',
    tampersWith: 'id-token',
    title: 'The ID Token expired ten minutes ago',
    breaks: 'RFC7519-4.1.4',
    verdict: 'reject',
    by: 'relying-party',
    check: 'id-token.exp',
  },
] as const satisfies readonly Fault[]
