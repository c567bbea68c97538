import { pino, type DestinationStream } from 'pino'

const longestWaitMilliseconds = 100
const mostLines = 100
const warning = 40 // pino's number

interface LevelAwareStream extends DestinationStream {
  lastLevel: number
}

/**
 * Standard output, written some ten times a second and not for each line: the system call costs
 * more than the rest of a line, and there is a line for each answer. Warnings are written at once,
 * after what came before them. A `kill -9` takes a tenth of a second of good news along.
 */
export function gatheringOutput(
  output: DestinationStream = pino.destination({ sync: true }),
): DestinationStream {
  let lines: string[] = []
  let timer: NodeJS.Timeout | undefined
  const write = (): void => {
    clearTimeout(timer)
    timer = undefined
    if (lines.length === 0) return
    output.write(lines.join(''))
    lines = []
  }
  process.on('exit', write)
  const stream: LevelAwareStream = {
    lastLevel: 0,
    write(line) {
      lines.push(line)
      if (stream.lastLevel >= warning || lines.length >= mostLines) write()
      else timer ??= setTimeout(write, longestWaitMilliseconds)
    },
  }
  // has pino tell the level of each line before it writes it
  return Object.assign(stream, { [Symbol.for('pino.metadata')]: true })
}
