import { decodeProtectedHeader, jwtVerify } from 'jose'
import { describe, expect, it } from 'vitest'
import { keyFor } from '../../test/keys.ts'
import { clientId, issuer, start } from '../../test/provider.ts'
import { clientSecretBasic, clientSecretPost, publicClient } from './client-authentication.ts'
import { privateKeyJwt } from './private-key-jwt.ts'

const client = { clientId, issuer }
const env = { now: () => start }

describe('publicClient', () => {
  it('says who it is, and nothing else', async () => {
    expect(await publicClient(client, env)).toEqual({ parameters: { client_id: clientId } })
  })
})

describe('clientSecretBasic', () => {
  it('gives the header of the example in RFC 6749 §2.3.1', async () => {
    const authenticate = clientSecretBasic('7Fjfp0ZBr1KtDRbnfVdmIw')
    expect(await authenticate({ clientId: 's6BhdRkqt3', issuer }, env)).toEqual({
      headers: { authorization: 'Basic czZCaGRSa3F0Mzo3RmpmcDBaQnIxS3REUmJuZlZkbUl3' },
    })
  })

  it('encodes what would end the client id or is not ASCII', async () => {
    const { headers } = await clientSecretBasic('pä ß:%+')({ clientId: 'a:b', issuer }, env)
    const pair = atob(headers?.['authorization']?.slice('Basic '.length) ?? '')
    expect(pair).toBe('a%3Ab:p%C3%A4+%C3%9F%3A%25%2B')
  })
})

describe('clientSecretPost', () => {
  it('puts both into the body', async () => {
    expect(await clientSecretPost('secret')(client, env)).toEqual({
      parameters: { client_id: clientId, client_secret: 'secret' },
    })
  })
})

describe('privateKeyJwt', () => {
  it.each(['RS256', 'ES256', 'EdDSA'])(
    'signs with %s for the issuer alone, for a minute',
    async (alg) => {
      const { privateKey, jwk, kid } = await keyFor(alg)
      const authenticate = privateKeyJwt({ key: privateKey, alg, kid })
      const { parameters = {}, headers } = await authenticate(client, env)
      expect(headers).toBeUndefined()
      expect(parameters).toMatchObject({
        client_id: clientId,
        client_assertion_type: 'urn:ietf:params:oauth:client-assertion-type:jwt-bearer',
      })
      const assertion = parameters['client_assertion'] ?? ''
      const { payload } = await jwtVerify(assertion, jwk, { currentDate: start })
      expect(payload).toEqual({
        iss: clientId,
        sub: clientId,
        aud: issuer,
        iat: start.getTime() / 1000,
        exp: start.getTime() / 1000 + 60,
        jti: expect.stringMatching(/^[\w-]{43}$/) as string,
      })
      expect(decodeProtectedHeader(assertion)).toEqual({ alg, kid })
    },
  )

  it('never sends the same assertion twice, and names no key where it has no name', async () => {
    const { privateKey, alg } = await keyFor('ES256')
    const authenticate = privateKeyJwt({ key: privateKey, alg })
    const one = (await authenticate(client, env)).parameters?.['client_assertion'] ?? ''
    const two = (await authenticate(client, env)).parameters?.['client_assertion'] ?? ''
    expect(one).not.toBe(two)
    expect(decodeProtectedHeader(one)).toEqual({ alg })
  })
})
