import { brandOf } from '../branding/brand-of.ts'
import { brandStyles } from '../branding/brand-styles.ts'
import type { Exchange } from '../exchange.ts'
import { stylesheet as css } from '../pages/stylesheet.ts'

/** The style sheet of the provider's pages, in the colors of the tenant. */
export function stylesheet(exchange: Exchange): Response {
  const { code } = exchange.var.provider
  const text = [css, brandStyles(brandOf(exchange)), code.stylesheet ?? ''].join('\n')
  return new Response(text, {
    headers: {
      'Content-Type': 'text/css; charset=utf-8',
      'Cache-Control': 'public, max-age=300',
      'X-Content-Type-Options': 'nosniff',
    },
  })
}
