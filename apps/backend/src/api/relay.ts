import type { IncomingHttpHeaders, OutgoingHttpHeaders, ServerResponse } from 'node:http'
import type { Dispatcher } from 'undici'

export interface RelayOptions {
  /** The headers of the answer, from its status and the headers that came. */
  readonly headers: (headers: IncomingHttpHeaders) => OutgoingHttpHeaders
  /** Whether an answer is to be dropped instead of passed on. */
  readonly drops: (status: number) => boolean
}

/**
 * Sends a request and passes the answer on while it arrives, at the pace of whoever reads it.
 * Resolves with the status; nothing was written if the answer was to be dropped.
 *
 * undici's `dispatch`, and not `fetch`: it costs a seventh, and every request comes through here.
 *
 * Rejects if there is no answer. One that breaks off on its way breaks off here, too: the browser
 * must not take a part for the whole.
 */
export function relay(
  dispatcher: Dispatcher,
  request: Dispatcher.DispatchOptions,
  target: ServerResponse,
  { headers, drops }: RelayOptions,
): Promise<number> {
  return new Promise((resolve, reject) => {
    let status = 0
    let dropped = false
    let abort: (() => void) | undefined
    const onClose = (): void => abort?.()
    target.once('close', onClose)
    dispatcher.dispatch(request, {
      onRequestStart(controller) {
        abort = () => controller.abort(new Error('the browser is gone'))
        if (target.destroyed) abort()
      },
      onResponseStart(controller, statusCode, received) {
        status = statusCode
        dropped = drops(statusCode)
        if (dropped) return
        target.writeHead(statusCode, headers(received))
        target.on('drain', () => controller.resume())
      },
      onResponseData(controller, chunk) {
        if (!dropped && !target.write(chunk)) controller.pause()
      },
      onResponseEnd() {
        target.off('close', onClose)
        if (!dropped) target.end()
        resolve(status)
      },
      onResponseError(_, error) {
        target.off('close', onClose)
        if (status === 0 || dropped) {
          reject(error)
          return
        }
        target.destroy()
        resolve(status)
      },
    })
  })
}
