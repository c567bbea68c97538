import { equals, show, type Check } from '@frontchannel/conformance'
import type { Flow } from '../flows.ts'
import type { JsonObject } from '../strict-json.ts'
import { isLoopback, isSecure } from './transport.ts'

export interface MetadataExpectation {
  readonly issuer: string
  readonly allowInsecureHttp: boolean
}

const requiredEndpoints = ['authorization_endpoint', 'jwks_uri'] as const
const optionalEndpoints = [
  'token_endpoint',
  'userinfo_endpoint',
  'end_session_endpoint',
  'revocation_endpoint',
] as const

/** What is checked of provider metadata, in order. */
export const metadataChecks = [
  {
    id: 'provider-metadata.issuer',
    requirements: ['OIDCD-4.3'],
    test: ({ issuer }, expected) => equals(issuer, expected.issuer),
  },
  {
    // a `javascript:` endpoint would run as ours, a plain-http one would leak the response
    id: 'provider-metadata.endpoints',
    requirements: ['OIDCD-3'],
    test(metadata, expected) {
      const wrong = [...requiredEndpoints, ...optionalEndpoints].find(
        (name) => !isEndpoint(name, metadata[name], expected),
      )
      return {
        passed: wrong === undefined,
        expected: 'endpoints that are https addresses, or loopback ones of a loopback issuer',
        actual: wrong === undefined ? 'such endpoints' : `"${wrong}": ${show(metadata[wrong])}`,
      }
    },
  },
] as const satisfies readonly Check<JsonObject, MetadataExpectation>[]

function isEndpoint(
  name: string,
  value: unknown,
  { issuer, allowInsecureHttp }: MetadataExpectation,
): boolean {
  if (value === undefined) return !(requiredEndpoints as readonly string[]).includes(name)
  if (typeof value !== 'string' || !URL.canParse(value)) return false
  const url = new URL(value)
  const ours = new URL(issuer)
  // a public issuer that names an address of this machine or network wants our requests to go there
  const reachesInside = url.hostname !== ours.hostname && !isLoopback(ours) && isAddress(url)
  return isSecure(url, allowInsecureHttp || isLoopback(ours)) && !reachesInside
}

const isAddress = (url: URL): boolean => isLoopback(url) || /^(?:\[.*\]|[\d.]+)$/.test(url.hostname)

/** What is checked of provider metadata before a code is asked for. */
export const codeChecks = [
  {
    // without S256 a stolen code could be redeemed by the thief
    id: 'provider-metadata.code_challenge_methods',
    requirements: ['RFC9700-2.1.1'],
    test: ({ code_challenge_methods_supported: methods }) => ({
      // not said is not refused: metadata is older than PKCE
      passed: methods === undefined || (Array.isArray(methods) && methods.includes('S256')),
      expected: 'S256 among the code challenge methods, if they are listed',
      actual: show(methods),
    }),
  },
] as const satisfies readonly Check<JsonObject, Flow>[]
