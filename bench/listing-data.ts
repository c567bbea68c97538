import pg from 'pg'

export const reader = 'auth0|reader'
export const manager = 'auth0|manager'

/**
 * Fills a migrated, empty database. Half of the entries are the reader's, the others belong to 99
 * people; all are of the same 20 weeks, 10 projects and 4 states, so that a filter leaves more to
 * pass over the more entries there are. One project of the reader has no rejected entry at all.
 */
export async function fill(databaseUrl: string, issuer: string, count: number): Promise<void> {
  const client = new pg.Client({ connectionString: databaseUrl })
  await client.connect()
  const run = (sql: string, values: unknown[] = []) => client.query(sql, values)
  await run(
    `insert into people (issuer, subject, name)
     select $1, unnest(array[$2, $3] || array(select 'auth0|p' || n from generate_series(1, 99) n)), 'Somebody'`,
    [issuer, reader, manager],
  )
  await run("insert into projects (name) select 'Project ' || n from generate_series(0, 9) n")
  await run(
    `with ids as (
       select (select id from people where subject = $1) as reader,
              (select id from people where subject = $2) as manager,
              array(select id from people where subject like 'auth0|p%' order by id) as others,
              array(select id from projects order by name) as projects
     ), numbered as (
       select n,
              case when n % 2 = 0 then reader else others[1 + n / 2 % 99] end as owner,
              n / 2 % 10 as project,
              (array['draft', 'submitted', 'approved', 'rejected'])[1 + n / 20 % 4] as status,
              manager, projects
       from ids, generate_series(0, $3 - 1) n
     ), settled as (
       select *, case when project = 9 and status = 'rejected' then 'approved' else status end as state
       from numbered
     )
     insert into entries (owner_id, project_id, date, minutes, note, status, rejection_reason, decided_by)
     select owner, projects[1 + project], date '2026-11-20' - (n / 2 * 11 % 140)::int, 1 + n % 480,
            'Entry ' || n, state::entry_status,
            case when state = 'rejected' then 'Which ticket?' end,
            case when state in ('approved', 'rejected') then manager end
     from settled`,
    [reader, manager, count],
  )
  await run('vacuum (analyze) entries')
  await run('analyze')
  await client.end()
}
