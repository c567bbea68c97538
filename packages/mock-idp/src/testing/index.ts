export { createTestBrowser } from './browser.ts'
export type { TestBrowser, Visit } from './browser.ts'
