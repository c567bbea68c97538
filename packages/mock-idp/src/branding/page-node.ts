import { html, raw } from 'hono/html'
import type { Markup } from '../pages/page.ts'

/** What a template may be made of: structure and text, nothing that acts. */
const tags = [
  ...(['header', 'footer', 'section', 'article', 'aside', 'div', 'p', 'h1', 'h2', 'h3'] as const),
  ...(['ul', 'ol', 'li', 'strong', 'em', 'small', 'span', 'a', 'img', 'hr', 'br'] as const),
] as const

export type Tag = (typeof tags)[number]

const empty: readonly Tag[] = ['img', 'hr', 'br']

/** What an element may say, and what each value has to look like. */
const attributes = {
  class: /^[\w -]*$/,
  lang: /^[A-Za-z-]*$/,
  dir: /^(ltr|rtl|auto)$/,
  title: /^/,
  alt: /^/,
  'aria-label': /^/,
  'aria-hidden': /^(true|false)$/,
  href: /^(https:|mailto:)/,
  src: /^data:image\//,
} as const

export type Attributes = Partial<Record<keyof typeof attributes, string>>

/** A part of the page that the provider makes, such as a form. A template can only place it. */
export class Slot {
  readonly name: string
  readonly #markup: Markup | ''

  constructor(name: string, markup: Markup | '') {
    this.name = name
    this.#markup = markup
  }

  render(): Markup | '' {
    return this.#markup
  }
}

interface PageElement {
  readonly tag: Tag
  readonly attributes: Attributes
  readonly children: readonly PageNode[]
}

export type PageNode = string | Slot | PageElement | undefined | readonly PageNode[]

/** Makes an element of a template. */
export const h = (
  tag: Tag,
  given: Attributes = {},
  ...children: readonly PageNode[]
): PageElement => ({ tag, attributes: given, children })

/**
 * Renders a template's tree. Elements are always closed, text is always escaped, and what is not
 * on the lists throws: nothing that a template returns can open a form, run or load anything.
 *
 * @throws {TypeError} naming the tag or attribute
 */
export function renderNode(node: PageNode, used: Set<string>): Markup | string {
  if (node === undefined) return ''
  if (typeof node === 'string') return html`${node}`
  if (node instanceof Slot) {
    // twice the same form would be twice the same ids
    if (used.has(node.name)) throw new TypeError(`the slot "${node.name}" is used twice`)
    used.add(node.name)
    return node.render()
  }
  if (isList(node)) return html`${node.map((child) => renderNode(child, used))}`
  return renderElement(node, used)
}

const isList = (node: PageElement | readonly PageNode[]): node is readonly PageNode[] =>
  Array.isArray(node)

function renderElement(
  { tag, attributes: given, children }: PageElement,
  used: Set<string>,
): Markup {
  if (!tags.includes(tag)) throw new TypeError(`<${tag}> cannot be used in a template`)
  const shown = Object.entries(given).map(([name, value]) => {
    const pattern = Object.hasOwn(attributes, name)
      ? attributes[name as keyof typeof attributes]
      : undefined
    if (!pattern?.test(value)) throw new TypeError(`${name} cannot be "${value}" in a template`)
    return html` ${raw(name)}="${value}"`
  })
  const open = html`${raw(`<${tag}`)}${shown}${raw('>')}`
  if (empty.includes(tag)) return open
  return html`${open}${children.map((child) => renderNode(child, used))}${raw(`</${tag}>`)}`
}
