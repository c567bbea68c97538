/** The caller asked for something that cannot work: a setting, not a peer, is wrong. */
export class ConfigurationError extends Error {
  override readonly name = 'ConfigurationError'
}
