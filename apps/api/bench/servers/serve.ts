/** What the parent asks a server over IPC, and what it answers. */
export interface Usage {
  /** Of the process since it began, user and system, in microseconds. */
  readonly cpu: number
  readonly rss: number
  readonly heap: number
}

/** Announces the port, and answers each message with what the process has used so far. */
export function report(port: number): void {
  process.on('message', (message) => {
    if (message === 'collect') globalThis.gc?.()
    const { user, system } = process.cpuUsage()
    const { rss, heapUsed } = process.memoryUsage()
    process.send?.({ cpu: user + system, rss, heap: heapUsed } satisfies Usage)
  })
  process.on('disconnect', () => process.exit()) // nobody outlives the benchmark
  process.send?.({ port })
}

/** What the parent tells a server when it starts it. */
export function settings(): { readonly issuer: string; readonly audience: string } {
  return JSON.parse(process.argv[2] ?? '{}') as { issuer: string; audience: string }
}

/** Applies decorators to a class and its methods: Node strips types, and knows no decorators. */
export function decorate(
  target: new (...input: never[]) => object,
  decorators: readonly ClassDecorator[],
  methods: Readonly<Record<string, readonly MethodDecorator[]>>,
): void {
  for (const decorator of decorators) decorator(target)
  for (const [name, list] of Object.entries(methods)) {
    const prototype = target.prototype as object
    const descriptor = Object.getOwnPropertyDescriptor(prototype, name)
    if (!descriptor) throw new Error(`no method ${name}`)
    for (const decorator of list) decorator(prototype, name, descriptor)
  }
}
