import { ref } from 'vue'

/** Whether the browser has a network; a server may still be out of reach. */
export const isOnline = ref(true)

export function watchNetwork(): void {
  isOnline.value = navigator.onLine
  window.addEventListener('online', () => (isOnline.value = true))
  window.addEventListener('offline', () => (isOnline.value = false))
}
