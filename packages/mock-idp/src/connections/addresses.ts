/** What a browser takes for an address (HTML, valid e-mail address), at most as long as SMTP's. */
const email =
  /^[a-zA-Z0-9.!#$%&'*+/=?^_`{|}~-]+@[a-zA-Z0-9](?:[a-zA-Z0-9-]{0,61}[a-zA-Z0-9])?(?:\.[a-zA-Z0-9](?:[a-zA-Z0-9-]{0,61}[a-zA-Z0-9])?)*$/

export const isEmail = (text: string): boolean => text.length <= 254 && email.test(text)

/** E.164, as Auth0 wants it. */
export const isPhoneNumber = (text: string): boolean => /^\+[0-9]{1,15}$/.test(text)
