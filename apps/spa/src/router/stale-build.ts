import { webStorage } from '../storage/web-storage.ts'

const key = 'frontchannel.reloaded-at'
const pause = 30_000

/**
 * A tab that was open while a new version was deployed asks for files that are gone. One reload
 * gets the new ones; a second within seconds would be a loop, so the error then stands.
 */
export function reloadOnStaleBuild(): void {
  window.addEventListener('vite:preloadError', (event) => {
    const storage = webStorage('session')
    const last = Number(storage?.getItem(key) ?? 0)
    if (!storage || Date.now() - last < pause) return
    storage.setItem(key, String(Date.now()))
    event.preventDefault()
    location.reload()
  })
}
