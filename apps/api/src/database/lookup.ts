/** The row of a statement that always gives one. */
export function onlyRow<Row>([row]: readonly Row[]): Row {
  if (row === undefined) throw new Error('a statement gave no row')
  return row
}

/** Finds rows again that a statement gave for all of these keys. */
export function lookup<Row, Key>(
  rows: readonly Row[],
  keyOf: (row: Row) => string,
  nameOf: (key: Key) => string,
): (key: Key) => Row {
  const found = new Map(rows.map((row) => [keyOf(row), row]))
  return (key) => {
    const row = found.get(nameOf(key))
    if (row === undefined) throw new Error(`no row for "${nameOf(key)}"`)
    return row
  }
}
