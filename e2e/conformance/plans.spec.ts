import { openLane, test, type Lane } from './lane.ts'
import { columns, titleOf } from './plans.ts'
import { runModule } from './run.ts'

// in order, and so in one worker: a second one would start a second stack
test.describe.configure({ mode: 'default' })

for (const { plan, column } of columns) {
  test.describe(`${plan.title}, ${column.flow}`, () => {
    let lane: Lane
    test.beforeAll(async ({ browser, ownStack }) => {
      lane = await openLane(browser, ownStack, column)
    })
    test.afterAll(() => lane.close())

    for (const module of column.modules) {
      test(titleOf({ plan, flow: column.flow, module }), () => runModule(lane, module))
    }
  })
}
