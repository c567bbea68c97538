import { Inject, Injectable, type OnApplicationBootstrap } from '@nestjs/common'
import { PATH_METADATA } from '@nestjs/common/constants.js'
import { DiscoveryService, MetadataScanner, Reflector } from '@nestjs/core'
import { routeOf } from '@frontchannel/contract/nest'
import { publicMetadata, scopesMetadata } from './decorators.ts'

/**
 * Ends the start if a handler does not say who may call it. The guard would ask for a token and
 * for no scope: enough for strangers, and too little for whoever forgot the line.
 */
@Injectable()
export class AccessDeclarations implements OnApplicationBootstrap {
  constructor(
    private readonly discovery: DiscoveryService,
    private readonly scanner: MetadataScanner,
    @Inject(Reflector) private readonly reflector: Reflector,
  ) {}

  onApplicationBootstrap(): void {
    const silent = this.discovery
      .getControllers()
      .flatMap(({ metatype }) =>
        typeof metatype === 'function' ? this.#silentHandlers(metatype) : [],
      )
    if (silent.length === 0) return
    throw new Error(
      `${silent.join(', ')}: say who may call it, by a contract route with a scope, @Scopes or @Public.`,
    )
  }

  #silentHandlers(controller: Parameters<Reflector['get']>[1]): string[] {
    const prototype = (controller as { prototype: Record<string, () => unknown> }).prototype
    return this.scanner
      .getAllMethodNames(prototype)
      .map((name) => [name, prototype[name]] as const)
      .filter(([, handler]) => handler && Reflect.hasMetadata(PATH_METADATA, handler))
      .filter(([, handler]) => handler && !this.#speaks(handler, controller))
      .map(([name]) => `${controller.name}.${name}`)
  }

  #speaks(handler: () => unknown, controller: Parameters<Reflector['get']>[1]): boolean {
    const route = routeOf(handler)
    const said = (key: string) =>
      this.reflector.getAllAndOverride<unknown>(key, [handler, controller]) !== undefined
    return Boolean(route?.scope ?? route?.public) || said(publicMetadata) || said(scopesMetadata)
  }
}
