/** Something that one party waits for and another lets happen. */
export class Gate {
  readonly opened: Promise<void>
  open: () => void = () => undefined

  constructor() {
    this.opened = new Promise((resolve) => (this.open = resolve))
  }
}
