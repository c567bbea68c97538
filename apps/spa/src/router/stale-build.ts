import { webStorage } from '../storage/web-storage.ts'

const key = 'frontchannel.reloaded-at'
const pause = 30_000

/**
 * A tab that was open while a new version was deployed asks for files that are gone. One reload
 * gets the new ones; a second within seconds would be a loop, so the error then stands.
 */
export function reloadOnStaleBuild(): void {
  window.addEventListener('vite:preloadError', (event) => {
    // offline, the file may be there: a reload would leave a page of the browser's instead of ours
    if (!navigator.onLine || !mayReload(webStorage('session'))) return
    event.preventDefault()
    location.reload()
  })
}

function mayReload(storage: Storage | undefined): boolean {
  try {
    if (!storage || Date.now() - Number(storage.getItem(key) ?? 0) < pause) return false
    storage.setItem(key, String(Date.now()))
    return true
  } catch {
    return false // full: a reload that is not counted may be the hundredth
  }
}
