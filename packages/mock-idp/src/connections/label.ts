import type { ConnectionTexts } from '../pages/texts/connections/texts.ts'
import type { Connection } from './connection.ts'
import type { StrategyName } from './strategies.ts'

const names: Partial<Readonly<Record<StrategyName, string>>> = {
  'google-oauth2': 'Google',
  facebook: 'Facebook',
  github: 'GitHub',
  apple: 'Apple',
  linkedin: 'LinkedIn',
  windowslive: 'Microsoft',
}

/** What the button of a connection says. */
export function connectionLabel(connection: Connection, texts: ConnectionTexts): string {
  if (connection.displayName !== undefined) return texts.continueWith(connection.displayName)
  if (connection.strategy === 'sms') return texts.textMeACode
  if (connection.strategy === 'email') {
    return connection.send === 'link' ? texts.mailMeALink : texts.mailMeACode
  }
  return texts.continueWith(names[connection.strategy] ?? connection.name)
}
