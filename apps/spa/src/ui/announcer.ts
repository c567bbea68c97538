import { ref } from 'vue'

/** What the app's one live region says. */
export const announcement = ref('')

/** Tells the result of an action to whoever cannot see it. */
export function announce(sentence: string): void {
  // the same sentence twice in a row is news too, but no change: an invisible mark makes it one
  announcement.value = announcement.value === sentence ? `${sentence}\u00a0` : sentence
}
