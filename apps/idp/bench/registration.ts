/** What both providers know: one public client, one API, one scope. */
export const clientId = 'bench'
/** https and elsewhere, as both accept it; nothing listens there, and nothing has to. */
export const callback = 'https://app.example.com/callback'
export const api = 'https://api.example.com/'
export const apiScope = 'read:things'
export const email = 'ann@example.com'
export const password = 'secret'
