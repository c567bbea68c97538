/** Long enough to be worth something, short enough to be hashed (ASVS 5.0 §6.2.1, §6.2.9). */
export const isUsablePassword = (password: string, minimum: number): boolean =>
  Array.from(password).length >= minimum && password.length <= 256
