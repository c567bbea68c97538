// apart from the schemas, so that a page that only sends requests loads none of them

/** Where the SPA's origin shows its back-end. */
export const backEndPath = '/backend'

/**
 * What every request that changes something carries: a header that no form, link or image can
 * send, and that no other origin may send without asking first.
 */
export const sameOriginHeader = { 'x-app-csrf': '1' } as const
