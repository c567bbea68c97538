/** The one clock. */
export type Clock = () => Date

/** Where the clock is injected. */
export const clock = Symbol('clock')
