const key = 'frontchannel.logged-in'

/**
 * Whether this browser was logged in when it was last here: the only reason to ask the provider
 * silently on start. A stranger's visit opens no hidden frame. The hint is no proof of anything.
 */
export function loggedInHint(storage: Storage | undefined) {
  return {
    isSet: (): boolean => attempt(() => storage?.getItem(key)) === '1',
    set: (): void => void attempt(() => storage?.setItem(key, '1')),
    clear: (): void => void attempt(() => storage?.removeItem(key)),
  }
}

export type LoggedInHint = ReturnType<typeof loggedInHint>

function attempt<Value>(use: () => Value): Value | undefined {
  try {
    return use()
  } catch {
    return undefined // full or switched off: a reload then asks for a login
  }
}
