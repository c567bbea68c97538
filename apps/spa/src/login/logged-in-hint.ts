const key = 'frontchannel.logged-in'
const byPage = '1'
const silently = 'silently'

/**
 * Whether this browser was logged in when it was last here: the only reason to ask the provider
 * silently on start. A stranger's visit opens no hidden frame. The hint is no proof of anything.
 */
export function loggedInHint(storage: Storage | undefined) {
  const read = (): string | null | undefined => attempt(() => storage?.getItem(key))
  return {
    isSet: (): boolean => [byPage, silently].includes(read() ?? ''),
    set: (silent: boolean): void =>
      void attempt(() => storage?.setItem(key, silent ? silently : byPage)),
    /** Since the login, the provider has recognized the user in a hidden frame. */
    worksSilently: (): boolean => read() === silently,
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
