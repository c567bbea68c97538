type Leaf = string | number | boolean | bigint | symbol | null | undefined
type IsAny<T> = 0 extends 1 & T ? true : false
type Key<T> = T extends unknown ? keyof T : never
type Member<T, K extends PropertyKey> = T extends unknown
  ? K extends keyof T
    ? T[K]
    : never
  : never
type Element<T> = T extends readonly (infer E)[] ? E : never

/**
 * The paths of what `Actual` has and `Declared` has not; `never` if there is none. Assignability
 * alone lets a row with a secret member pass where a row without it is declared, and `any` pass
 * everywhere.
 */
export type Undeclared<Actual, Declared, Path extends string = 'result'> =
  IsAny<Actual> extends true
    ? `${Path} is any`
    : Actual extends Leaf
      ? never
      : Actual extends readonly (infer E)[]
        ? Undeclared<E, Element<Declared>, `${Path}[]`>
        : {
            [K in keyof Actual & string]-?: K extends Key<Declared>
              ? Undeclared<Actual[K], Member<Declared, K>, `${Path}.${K}`>
              : `${Path}.${K}`
          }[keyof Actual & string]
