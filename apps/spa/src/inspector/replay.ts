import { computed, onScopeDispose, ref, watch, type ComputedRef, type Ref } from 'vue'

const pace = 1_400 // long enough to read a title, short enough to stay awake

export interface Replay {
  /** The step that is shown as happening; undefined: all of them are there. */
  readonly at: Readonly<Ref<number | undefined>>
  readonly playing: Readonly<Ref<boolean>>
  readonly canGoOn: ComputedRef<boolean>
  readonly begin: () => void
  readonly next: () => void
  readonly previous: () => void
  readonly end: () => void
}

/** Walks through the steps of a run again, by itself or by hand. */
export function useReplay(count: () => number, restartOn: () => unknown): Replay {
  const at = ref<number>()
  const playing = ref(false)
  let timer: ReturnType<typeof setInterval> | undefined

  const pause = (): void => {
    clearInterval(timer)
    playing.value = false
  }
  const end = (): void => {
    pause()
    at.value = undefined
  }
  const canGoOn = computed(() => at.value !== undefined && at.value < count() - 1)
  const step = (): void => {
    if (canGoOn.value) at.value = (at.value ?? 0) + 1
    else pause()
  }
  watch(restartOn, end)
  onScopeDispose(pause)

  return {
    at,
    playing,
    canGoOn,
    begin() {
      pause()
      at.value = 0
      playing.value = true
      timer = setInterval(step, pace)
    },
    next() {
      pause()
      at.value = at.value === undefined ? 0 : Math.min(at.value + 1, count() - 1)
    },
    previous() {
      pause()
      at.value = Math.max((at.value ?? count()) - 1, 0)
    },
    end,
  }
}
