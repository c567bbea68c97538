import { entityTag } from '../preconditions.ts'
import type { RouteRow } from '../route.ts'
import { basePath } from '../routes.ts'

type Member = string | number

/** The headers that a route's row makes of a handler's result. */
export function* answerHeaders(
  { etag, location, file }: RouteRow,
  result: unknown,
): Generator<[name: string, value: string]> {
  const members = result as Readonly<Record<string, Member>>
  if (etag) yield ['etag', entityTag({ version: Number(members['version']) })]
  if (location) {
    const path = location.replace(/:(\w+)/g, (_, name: string) =>
      encodeURIComponent(members[name] ?? ''),
    )
    yield ['location', basePath + path]
  }
  if (file) {
    yield ['content-type', `${file.mediaType}; charset=utf-8`]
    // a browser that was led here saves it, and never shows it as a page of this origin
    yield ['content-disposition', `attachment; filename="${file.name}"`]
  }
}
