/// <reference types="vite/client" />

/** For tools that read TypeScript alone; vue-tsc knows each component better. */
declare module '*.vue' {
  import type { DefineComponent } from 'vue'
  const component: DefineComponent
  export default component
}

/** The address of a module, for an `import()` that waits: see `vite/later.ts`. */
declare module 'later:*' {
  const url: string
  export default url
}
