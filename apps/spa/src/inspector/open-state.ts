import { ref, watch } from 'vue'
import { webStorage } from '../storage/web-storage.ts'

const key = 'frontchannel.inspector'

/** Whether the inspector is open. It stays so through the redirects of a login. */
export const inspectorIsOpen = ref(false)

export function rememberInspector(): void {
  const storage = webStorage('session')
  inspectorIsOpen.value = storage?.getItem(key) === 'open'
  watch(inspectorIsOpen, (isOpen) => {
    try {
      storage?.setItem(key, isOpen ? 'open' : 'closed')
    } catch {
      // a full storage: it then opens closed
    }
  })
}
