/** What every server answers: 1.5 KB, about a page of entries. */
export const body = {
  items: Array.from({ length: 9 }, (_, index) => ({
    id: `0c6a2d3e-8f1b-4c5d-9e7f-1a2b3c4d5e${String(index).padStart(2, '0')}`,
    date: '2026-11-20',
    project: 'StoreZero',
    minutes: 450,
    note: 'Checkout page',
    status: 'submitted',
    version: 1,
  })),
}
