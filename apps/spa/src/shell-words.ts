import { messages } from './ui/language.ts'

export const english = {
  skip: 'Skip to the content',
  main: 'Main',
  timesheets: 'Timesheets',
  approvals: 'Approvals',
  profile: 'Profile',
  labs: 'Labs',
  inspector: 'Inspector',
  loggingOut: 'Logging out…',
  footer: 'frontchannel, a reference app. ExampleCo exists in examples only.',
  theme: 'Theme',
  system: 'System',
  light: 'Light',
  dark: 'Dark',
  offline: 'You are offline. What you see may be old, and nothing can be saved until you are back.',
}

export const words = messages(english, { de: () => import('./shell-words.de.ts') })
