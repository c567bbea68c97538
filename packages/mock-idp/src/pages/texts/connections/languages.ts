import type { Language } from '../languages.ts'
import { de } from './de.ts'
import { en } from './en.ts'
import { es } from './es.ts'
import { fr } from './fr.ts'
import { ja } from './ja.ts'
import type { ConnectionTexts } from './texts.ts'

const languages: Readonly<Record<Language, ConnectionTexts>> = { en, de, es, fr, ja }

export const connectionTextsIn = (language: Language): ConnectionTexts => languages[language]
