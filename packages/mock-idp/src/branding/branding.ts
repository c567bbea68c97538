import { z } from 'zod'
import { en } from '../pages/texts/en.ts'
import type { Texts } from '../pages/texts/texts.ts'
import { uiLocales } from '../pages/texts/languages.ts'

export const hexColor = z.string().regex(/^#[0-9a-fA-F]{6}$/, 'must be a color such as #1f5fbf')

/** No page loads anything from elsewhere, so an image comes along. */
const embeddedImage = z
  .string()
  .max(150_000, 'must be at most 150,000 characters long')
  .regex(
    /^data:image\/(png|jpeg|gif|webp|svg\+xml);base64,[A-Za-z0-9+/]+=*$/,
    'must be a data: URL of an image, in base64',
  )

const keys = Object.keys(en) as [keyof Texts, ...(keyof Texts)[]]

/** How a tenant's pages look. Whatever the colors are, text stays readable in light and dark. */
export const brandingSchema = z.strictObject({
  logo: embeddedImage.optional(),
  /** Buttons and links. */
  primaryColor: hexColor.optional(),
  /** Behind the card. */
  backgroundColor: hexColor.optional(),
  /** Shows the login page that the tenant brings as code. */
  ownLoginPage: z.boolean().default(false),
  /** Texts of one's own, by language. */
  texts: z
    .partialRecord(z.enum(uiLocales), z.partialRecord(z.enum(keys), z.string().min(1).max(500)))
    .default({}),
})

export type Branding = z.output<typeof brandingSchema>
