import { createParamDecorator } from '@nestjs/common'
import { readInput } from './route.interceptor.ts'

const inputDecorator = createParamDecorator((_: undefined, context) => {
  const input = readInput(context.switchToHttp().getRequest<object>())
  if (!input) throw new Error('@Input() without @Route() on its handler')
  return input
})

/**
 * The validated `{ params, query, body }` of the route, as the handler's first parameter: there
 * `@Route` checks its type.
 */
export function Input(): (target: object, key: string | symbol | undefined, index: 0) => void {
  return inputDecorator()
}
