import { inject, type InjectionKey } from 'vue'
import type { PublicConfig } from './public-config.ts'

export const publicConfig: InjectionKey<PublicConfig> = Symbol('public configuration')

export function useConfig(): PublicConfig {
  const config = inject(publicConfig)
  if (!config) throw new Error('the app has to provide `publicConfig`')
  return config
}
