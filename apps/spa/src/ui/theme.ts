import { ref, watch } from 'vue'
import { webStorage } from '../storage/web-storage.ts'

export const themes = ['system', 'light', 'dark'] as const
export type Theme = (typeof themes)[number]

const key = 'frontchannel.theme'

function stored(): Theme {
  try {
    const name = webStorage('local')?.getItem(key)
    return themes.find((theme) => theme === name) ?? 'system'
  } catch {
    return 'system'
  }
}

export const theme = ref<Theme>('system')

/** Takes up the theme chosen earlier, and keeps document and storage in step with it. */
export function applyTheme(): void {
  theme.value = stored()
  watch(theme, show, { immediate: true })
  watch(theme, store)
}

function show(name: Theme): void {
  const { dataset } = document.documentElement
  if (name === 'system') delete dataset['theme']
  else dataset['theme'] = name
}

function store(name: Theme): void {
  try {
    webStorage('local')?.setItem(key, name)
  } catch {
    // the choice then lasts as long as the page
  }
}
