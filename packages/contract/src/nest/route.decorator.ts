import {
  applyDecorators,
  HttpCode,
  RequestMapping,
  RequestMethod,
  SetMetadata,
  UseInterceptors,
} from '@nestjs/common'
import { successStatus, type InputOf, type ResultOf, type RouteRow } from '../route.ts'
import { basePath } from '../routes.ts'
import { routeMetadata } from './route-metadata.ts'
import { RouteInterceptor } from './route.interceptor.ts'
import type { Undeclared } from './undeclared.ts'

type Result<Row extends RouteRow> = ResultOf<Row> | Promise<ResultOf<Row>>

// eslint-disable-next-line @typescript-eslint/no-explicit-any -- what other decorators put into further parameters is theirs
type Others = any[]

/** The input comes first if the route has one; a route without input leaves parameters free. */
type Handler<Row extends RouteRow> = keyof InputOf<Row> extends never
  ? (...others: Others) => Result<Row>
  : (input: InputOf<Row>, ...others: Others) => Result<Row>

type Refusal<Row extends RouteRow, Method extends Handler<Row>> = [
  Undeclared<Awaited<ReturnType<Method>>, ResultOf<Row>>,
] extends [never]
  ? unknown
  : { readonly 'not in the contract': Undeclared<Awaited<ReturnType<Method>>, ResultOf<Row>> }

/**
 * Makes a controller's method the handler of a route: method, path with `basePath`, status, input
 * validation and response check. The compiler refuses a handler that takes something else than
 * the route's input as its first parameter, or returns something else than its response.
 *
 * Does not enforce the scope: a guard reads it with `routeOf(context.getHandler())`.
 */
export function Route<const Row extends RouteRow>(
  route: Row,
): <Method extends Handler<Row>>(
  target: object,
  key: string | symbol,
  descriptor: TypedPropertyDescriptor<Method> & Refusal<Row, Method>,
) => void {
  return applyDecorators(
    RequestMapping({ path: basePath + route.path, method: RequestMethod[route.method] }),
    HttpCode(successStatus(route)),
    SetMetadata(routeMetadata, route),
    UseInterceptors(RouteInterceptor),
  )
}
