/** Tells the other tabs of this browser about a logout. The message carries nothing else. */
export interface LogoutChannel {
  readonly announce: () => void
  readonly onLogout: (listener: () => void) => void
  /** Whether there was a logout since: for a tab that slept, and heard no message. */
  readonly announcedSince: (time: number) => boolean
}

const loggedOut = 'logged-out'
const key = 'frontchannel.logged-out'

export function openLogoutChannel(
  storage: Pick<Storage, 'getItem' | 'setItem'> | undefined,
  now: () => number = Date.now,
): LogoutChannel {
  const channel = openChannel()
  return {
    announce() {
      channel?.postMessage(loggedOut)
      try {
        storage?.setItem(key, String(now()))
      } catch {
        // the tabs that are awake have heard it
      }
    },
    onLogout: (listener) =>
      channel?.addEventListener('message', ({ data }) => {
        if (data === loggedOut) listener()
      }),
    announcedSince(time) {
      try {
        return Number(storage?.getItem(key) ?? 0) > time
      } catch {
        return false
      }
    },
  }
}

/** Firefox refuses a channel to a site that may keep nothing: each of its tabs is then alone. */
function openChannel(): BroadcastChannel | undefined {
  try {
    return new BroadcastChannel('frontchannel.session')
  } catch {
    return undefined
  }
}
