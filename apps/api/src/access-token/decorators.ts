import { createParamDecorator, SetMetadata } from '@nestjs/common'
import type { Principal } from './principal.ts'

export const publicMetadata = 'access-token:public'
export const scopesMetadata = 'access-token:scopes'

/** Opens a handler, or a whole controller, to callers without an Access Token. */
export const Public = () => SetMetadata(publicMetadata, true)

/** The scopes that a handler outside the contract requires, all of them. */
export const Scopes = (...scopes: readonly string[]) => SetMetadata(scopesMetadata, scopes)

/** The principal of the request's Access Token. Not for public handlers: they have none. */
export const CurrentPrincipal = createParamDecorator(
  (_: undefined, context): Principal =>
    context.switchToHttp().getRequest<{ user: Principal }>().user,
)
