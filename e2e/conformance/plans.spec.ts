import { openColumn, test, type ColumnLane } from './lane.ts'
import { columns, titleOf } from './plans.ts'
import { runModule } from './run.ts'

// in order, and so in one worker: a second one would start a second stack
test.describe.configure({ mode: 'default' })

for (const { plan, column } of columns) {
  test.describe(`${plan.title}, ${column.flow}`, () => {
    let lane: ColumnLane
    test.beforeAll(async ({ browser, ownStack }) => {
      lane = await openColumn(browser, ownStack, column)
    })
    test.afterAll(() => lane.close())

    for (const module of column.modules) {
      test(titleOf({ plan, flow: column.flow, module }), () => runModule(lane, module))
    }
  })
}
