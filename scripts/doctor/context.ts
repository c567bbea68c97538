import { bad, good, type Finding, type Subject } from './examination.ts'

const loopback = /^(localhost|.+\.localhost|127(\.\d{1,3}){3}|\[::1\])$/

const isTrustworthy = ({ protocol, hostname }: URL): boolean =>
  protocol === 'https:' || loopback.test(hostname)

/** Whether the SPA's pages may use cryptography, and reach API and provider: Secure Contexts §3.1, Mixed Content §4. */
export function examineContext({ spaUrl, apiUrl, issuer }: Subject): Finding[] {
  const spa = new URL(spaUrl)
  const secure = isTrustworthy(spa)
    ? good('secure context', spa.origin)
    : bad(
        'secure context',
        `${spa.origin} is neither https nor this machine`,
        'Serve the SPA by https: browsers give crypto.subtle, which checks the ID Token, to nobody else.',
      )
  const plain = [apiUrl, issuer].filter((url) => !isTrustworthy(new URL(url)))
  if (plain.length === 0) return [secure]
  const advice =
    'Serve it by https: tokens would travel in the clear, and browsers block it from https pages.'
  return [secure, ...plain.map((url) => bad('transport', `${url} is plain http`, advice))]
}
