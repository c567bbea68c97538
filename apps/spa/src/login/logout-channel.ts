/** Tells the other tabs of this browser about a logout. The message carries nothing else. */
export interface LogoutChannel {
  readonly announce: () => void
  readonly onLogout: (listener: () => void) => void
}

const loggedOut = 'logged-out'

export function openLogoutChannel(): LogoutChannel {
  const channel = new BroadcastChannel('frontchannel.session')
  return {
    announce: () => channel.postMessage(loggedOut),
    onLogout: (listener) =>
      channel.addEventListener('message', ({ data }) => {
        if (data === loggedOut) listener()
      }),
  }
}
