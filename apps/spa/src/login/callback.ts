// The redirection endpoint's first script. It imports nothing but an address: what the URL holds
// must be gone from it before anything else is requested or run.
import finishLoginUrl from 'later:./finish-login.ts'
import type * as FinishLogin from './finish-login.ts'

const posted = document.querySelector('#posted-response')
const response = posted
  ? { parameters: [...new URLSearchParams(JSON.parse(posted.textContent) as string)] }
  : { url: location.href }
history.replaceState(null, '', location.pathname)
posted?.remove()

const status = document.querySelector<HTMLElement>('[role=status]')
// most logins are completed before anybody could read that they are being completed
const slow = setTimeout(() => status?.removeAttribute('hidden'), 400)

void finish()

async function finish(): Promise<void> {
  try {
    const { finishLogin } = (await import(/* @vite-ignore */ finishLoginUrl)) as typeof FinishLogin
    // a new document, because this one still remembers its first address: see hand-over.ts
    location.replace(await finishLogin(response))
  } catch {
    clearTimeout(slow)
    status?.setAttribute('hidden', '')
    document.querySelector('[role=alert]')?.removeAttribute('hidden')
  }
}
