import { messages } from '../ui/language.ts'
import { english } from './words.en.ts'

export const words = messages(english, { de: () => import('./words.de.ts') })
