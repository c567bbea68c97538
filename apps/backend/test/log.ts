import { Writable } from 'node:stream'

/** What the back-end has logged, as one would grep it. */
export class TestLog {
  readonly lines: string[] = []
  readonly stream = new Writable({
    write: (chunk: Buffer, _, done) => {
      this.lines.push(chunk.toString())
      done()
    },
  })

  /** The lines that hold all of these. */
  having(members: Readonly<Record<string, unknown>>): readonly unknown[] {
    const wanted = Object.entries(members)
    return this.lines
      .map((line) => JSON.parse(line) as Record<string, unknown>)
      .filter((line) => wanted.every(([name, value]) => line[name] === value))
  }

  get text(): string {
    return this.lines.join('')
  }
}
