import { Module, type DynamicModule } from '@nestjs/common'
import { contractOptions, type ContractOptions } from './route.interceptor.ts'

/** Sets how `@Route` handlers are checked. Without it they are checked in full. */
@Module({})
export class ContractModule {
  static forRoot(options: ContractOptions): DynamicModule {
    return {
      module: ContractModule,
      global: true,
      providers: [{ provide: contractOptions, useValue: options }],
      exports: [contractOptions],
    }
  }
}
