import type { Markup } from '../pages/page.ts'
import type { Language } from '../pages/texts/languages.ts'
import type { Texts } from '../pages/texts/texts.ts'
import { renderNode, Slot } from './page-node.ts'
import type { PageNode } from './page-node.ts'

/** What a tenant's own login page knows. The slots hold the provider's forms. */
export interface LoginPageContext {
  readonly tenantName: string
  readonly clientName: string
  readonly language: Language
  readonly texts: Texts
  readonly slots: {
    /** Email, password, and what belongs to them. */
    readonly password: Slot
    /** The other connections. */
    readonly connections: Slot
    readonly cancel: Slot
    readonly demoUsers: Slot
  }
}

/** Builds a tenant's own login page. Escaped by construction: see `h`. */
export type LoginPageTemplate = (context: LoginPageContext) => PageNode

export type LoginSlots = Readonly<Record<keyof LoginPageContext['slots'], Markup | ''>>

/**
 * Runs a tenant's template. Undefined: it failed, or left out every way to log in, and the
 * provider's own page takes its place, so that nobody is locked out by a design.
 */
export function renderTemplate(
  template: LoginPageTemplate,
  context: Omit<LoginPageContext, 'slots'>,
  markup: LoginSlots,
): Markup | string | undefined {
  const slots = {
    password: new Slot('password', markup.password),
    connections: new Slot('connections', markup.connections),
    cancel: new Slot('cancel', markup.cancel),
    demoUsers: new Slot('demoUsers', markup.demoUsers),
  }
  try {
    const used = new Set<string>()
    const page = renderNode(template({ ...context, slots }), used)
    const needed = (['password', 'connections'] as const).filter((name) => markup[name] !== '')
    return needed.every((name) => used.has(name)) ? page : undefined
  } catch {
    return undefined
  }
}
