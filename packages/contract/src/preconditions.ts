import * as z from 'zod/mini'

/** What `If-Match` asks for: any version that there is, or one of these. */
export type Precondition = 'any' | readonly number[]

// RFC 9110 §8.8.3 and §13.1.1
const tag = /(?:W\/)?"[\x21\x23-\x7e\x80-\xff]*"/.source
const tags = new RegExp(`^(?:\\*|${tag}(?:[ \\t]*,[ \\t]*${tag})*)$`)
const ours = /^"([1-9]\d{0,9})"$/

/** The entity tag of a version: what `If-Match` takes, and `ETag` gives. */
export const entityTag = ({ version }: { readonly version: number }): string => `"${version}"`

/** Tags that are weak, or not ours, are good tags that match nothing. */
export const ifMatch = z.pipe(
  z
    .string('must be a list of entity tags')
    .check(z.maxLength(500, 'is too long'), z.regex(tags, 'must be a list of entity tags, or *')),
  z.transform((value: string): Precondition =>
    value === '*'
      ? 'any'
      : value.split(',').flatMap((item) => {
          const version = ours.exec(item.trim())?.[1]
          return version === undefined ? [] : [Number(version)]
        }),
  ),
)

/** The change may say which version it is of. */
export const mayMatch = z.strictObject({ 'if-match': z.optional(ifMatch) })

/** The change has to say which version it is of: R52, no change overwrites another unseen. */
export const mustMatch = z.strictObject({ 'if-match': ifMatch })

/** Sent again with the same body, the request has the effect and the answer of the first. */
export const mayRepeat = z.strictObject({
  'idempotency-key': z.optional(
    z
      .string('must be a text')
      .check(z.regex(/^[\x21-\x7e]{1,255}$/, 'must be 1 to 255 visible ASCII characters')),
  ),
})
