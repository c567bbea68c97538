import { defineConfig } from 'vitest/config'
import base from './vitest.config.ts'

/** The tests beside the code alone: the matrices would run anew for nearly every mutant. */
export default defineConfig({
  ...base,
  test: {
    ...base.test,
    exclude: [
      '**/node_modules/**',
      '**/dist/**',
      '**/.stryker-tmp/**',
      '**/{size,faults.matrix,differential,secrecy,closure}.test.ts',
    ],
  },
})
