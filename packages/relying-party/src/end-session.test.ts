import { describe, expect, it } from 'vitest'
import { clientId, createProvider, issuer } from '../test/provider.ts'
import { buildEndSessionRequest } from './end-session.ts'
import type { ProviderMetadata } from './provider/metadata.ts'

const metadata = (await createProvider()).metadata as unknown as ProviderMetadata
const request = { clientId, postLogoutRedirectUri: 'https://app.example.com/' }

describe('buildEndSessionRequest', () => {
  it('names the client and where to go afterwards', () => {
    expect(buildEndSessionRequest(metadata, request)).toBe(
      `${issuer}logout?client_id=timesheets-spa&post_logout_redirect_uri=https%3A%2F%2Fapp.example.com%2F`,
    )
  })

  it('adds the hint and the state where there are some', () => {
    const url = buildEndSessionRequest(metadata, { ...request, idTokenHint: 'a.b.c', state: 's' })
    expect(Object.fromEntries(new URL(url ?? '').searchParams)).toMatchObject({
      id_token_hint: 'a.b.c',
      state: 's',
    })
  })

  it('keeps a query that the endpoint has of its own', () => {
    const own = { ...metadata, end_session_endpoint: `${issuer}logout?federated=1` }
    expect(buildEndSessionRequest(own, request)).toMatch(/logout\?federated=1&client_id=/)
  })

  it('knows that a provider may have no such endpoint', () => {
    const { end_session_endpoint: none, ...without } = metadata
    expect(none).toBeDefined()
    expect(buildEndSessionRequest(without as ProviderMetadata, request)).toBeUndefined()
  })
})
