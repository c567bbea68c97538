import { runs, titleOf } from './plans.ts'
import { test } from './provider.ts'
import { runModule } from './run.ts'

for (const run of runs) {
  test(titleOf(run), async ({ page, stack, provider, traffic }) => {
    await runModule({ page, stack, provider, traffic, flow: run.flow }, run.module)
  })
}
