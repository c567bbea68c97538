export interface DemoEntry {
  readonly date: string
  readonly project: string
  readonly minutes: number
  readonly note: string
  readonly status: 'draft' | 'submitted' | 'approved' | 'rejected'
  readonly rejectionReason?: string
}

export interface DemoPerson {
  readonly subject: string
  readonly name: string
  /** Only these, for a contractor; an employee may log work on any. */
  readonly memberOf?: readonly string[]
  /** Who decides on their entries. */
  readonly manager?: string
  /** What they work on, one after the other, day by day. */
  readonly tasks: readonly (readonly [project: string, note: string])[]
}

/** ExampleCo: the demo users of the mock IdP, and the colleagues whom they need. */
export const demoPeople: readonly DemoPerson[] = [
  { subject: 'auth0|director', name: 'Dana Director', tasks: [] },
  {
    subject: 'auth0|manager',
    name: 'Mia Manager',
    manager: 'auth0|director',
    tasks: [
      ['Planning', 'Next quarter: what we promise, and to whom'],
      ['StoreZero', 'Steering meeting at the customer'],
      ['Planning', 'Interviews for the second team'],
      ['Auth0 Dashboard', 'Offer for the next release'],
    ],
  },
  {
    subject: 'auth0|employee',
    name: 'Erin Employee',
    manager: 'auth0|manager',
    tasks: [
      ['StoreZero', 'Checkout: addresses and shipping'],
      ['StoreZero', 'Checkout: payment page'],
      ['Auth0 Dashboard', 'Usage charts: first draft'],
      ['StoreZero', 'Review of the returns form'],
      ['Auth0 Dashboard', 'Usage charts: feedback of the customer'],
      ['Training', 'Accessibility workshop'],
      ['StoreZero', 'Checkout: errors people can act on'],
    ],
  },
  {
    subject: 'auth0|contractor',
    name: 'Carl Contractor',
    memberOf: ['StoreZero', 'Warehouse App'],
    manager: 'auth0|manager',
    tasks: [
      ['StoreZero', 'Load tests: catalog'],
      ['Warehouse App', 'Barcode scanner on older phones'],
      ['StoreZero', 'Load tests: checkout under Black Friday traffic'],
      ['Warehouse App', 'Offline queue'],
    ],
  },
]

const weeks = 6
const day = 86_400_000
const minutesOfDays = [480, 450, 495, 465, 390] // Monday to Friday
const reason = 'Please split this by ticket: the customer asks what the hours went into.'

/** A person's entries of the last weeks, up to today: what is old is decided, the latest a draft. */
export function demoEntries({ tasks }: DemoPerson, now: Date): DemoEntry[] {
  const today = Date.parse(now.toISOString().slice(0, 10))
  const thisMonday = today - ((new Date(today).getUTCDay() + 6) % 7) * day
  const list: DemoEntry[] = []
  for (let weeksAgo = weeks - 1; weeksAgo >= 0; weeksAgo--) {
    for (const [weekday, minutes] of minutesOfDays.entries()) {
      const time = thisMonday + (weekday - weeksAgo * 7) * day
      const task = tasks[list.length % tasks.length]
      if (!task || time > today) continue
      const [project, note] = task
      const date = new Date(time).toISOString().slice(0, 10)
      list.push({ date, project, note, minutes, ...stateOf(weeksAgo, weekday) })
    }
  }
  return list.map((entry, index) =>
    index === list.length - 1 ? { ...entry, status: 'draft' } : entry,
  )
}

function stateOf(weeksAgo: number, weekday: number): Pick<DemoEntry, 'status' | 'rejectionReason'> {
  if (weeksAgo === 2 && weekday === 2) return { status: 'rejected', rejectionReason: reason }
  return { status: weeksAgo >= 2 ? 'approved' : 'submitted' }
}
