import { describe, expect, it } from 'vitest'
import { ConfigError, readConfig } from './config.ts'

describe('readConfig', () => {
  it('has the demo as its default', () => {
    const { port, host, public: config } = readConfig({})
    expect({ port, host }).toEqual({ port: 5173, host: '127.0.0.1' })
    expect(config).toEqual({
      issuer: 'http://localhost:4000/',
      clientId: 'timesheets-spa',
      audience: 'https://timesheets.example.com/api',
      scope:
        'openid profile email read:timesheets create:timesheets delete:timesheets approve:timesheets',
      flow: 'id_token token',
      tokenStorage: 'memory',
      resourceParameter: 'audience',
      apiUrl: 'http://localhost:3001',
      demo: false,
    })
  })

  it('takes a blank variable for an absent one', () => {
    expect(readConfig({ PORT: '', OIDC_FLOW: '' }).port).toBe(5173)
  })

  it('keeps a blank audience, which asks for no API', () => {
    expect(readConfig({ OIDC_AUDIENCE: '' }).public.audience).toBe('')
  })

  it('keeps the slash at the end of the issuer, or its absence', () => {
    expect(readConfig({ OIDC_ISSUER: 'https://id.example' }).public.issuer).toBe(
      'https://id.example',
    )
    expect(readConfig({ OIDC_ISSUER: 'https://id.example/' }).public.issuer).toBe(
      'https://id.example/',
    )
  })

  it('takes the words of a flow in any order', () => {
    expect(readConfig({ OIDC_FLOW: 'token id_token' }).public.flow).toBe('id_token token')
  })

  it('asks for a posted answer, and other signatures, where it is told to', () => {
    const { public: config } = readConfig({
      OIDC_RESPONSE_MODE: 'form_post',
      OIDC_ID_TOKEN_ALGORITHMS: 'ES256, PS256 EdDSA',
    })
    expect(config).toMatchObject({
      responseMode: 'form_post',
      idTokenAlgorithms: ['ES256', 'PS256', 'EdDSA'],
    })
  })

  it('uses the registration of the back-end for a flow whose code the back-end redeems', () => {
    const { clientId } = readConfig({ OIDC_FLOW: 'code id_token' }).public
    expect(clientId).toBe('timesheets-backend')
    expect(readConfig({ OIDC_FLOW: 'code' }).public.clientId).toBe('timesheets-spa')
  })

  it.each([
    ['OIDC_FLOW', 'implicit', /known flows: "id_token", "token"/],
    ['OIDC_ISSUER', 'id.example', /is not a URL/],
    ['OIDC_RESPONSE_MODE', 'query', /OIDC_RESPONSE_MODE/],
    ['OIDC_ID_TOKEN_ALGORITHMS', 'RS256 none', /has "none"; known: RS256/],
    ['OIDC_ID_TOKEN_ALGORITHMS', 'HS256', /has "HS256"/],
    ['OIDC_ID_TOKEN_ALGORITHMS', ',', /OIDC_ID_TOKEN_ALGORITHMS/],
    ['OIDC_ISSUER', 'http://id.example/', /must begin with https/],
    ['OIDC_ISSUER', 'https://id.example/?tenant=1', /no query and no fragment/],
    ['OIDC_TOKEN_STORAGE', 'cookie', /OIDC_TOKEN_STORAGE/],
    ['API_URL', 'javascript:alert(1)', /API_URL/],
    ['PORT', '80080', /PORT must be a port/],
    ['PORT', 'web', /PORT must be a port/],
  ])('refuses %s=%s in one sentence', (name, value, sentence) => {
    expect(() => readConfig({ [name]: value })).toThrow(ConfigError)
    expect(() => readConfig({ [name]: value })).toThrow(sentence)
  })

  describe('with a flow that puts an Access Token into a URL', () => {
    const deployed = { SPA_URL: 'https://app.example', OIDC_FLOW: 'id_token token' }

    it.each(['token', 'id_token token', 'code token', 'code id_token token'])(
      'refuses %s away from loopback, and says why',
      (flow) => {
        expect(() => readConfig({ ...deployed, OIDC_FLOW: flow })).toThrow(/RFC 10017 §7\.2/)
      },
    )

    it.each(['id_token', 'code id_token', 'code', 'code backend'])('allows %s anywhere', (flow) => {
      expect(readConfig({ ...deployed, OIDC_FLOW: flow }).public.flow).toBe(flow)
    })

    it.each(['http://localhost:5173', 'http://127.0.0.1:5173', 'http://[::1]:5173'])(
      'allows it at %s',
      (SPA_URL) => {
        expect(readConfig({ ...deployed, SPA_URL }).public.flow).toBe('id_token token')
      },
    )

    it('allows it where somebody asked for it', () => {
      const config = readConfig({ ...deployed, ALLOW_FRONT_CHANNEL_ACCESS_TOKENS: '1' })
      expect(config.public.flow).toBe('id_token token')
    })
  })
})
