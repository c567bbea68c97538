import { Inject, Injectable } from '@nestjs/common'
import pg from 'pg'

/** Whether the database answers. */
@Injectable()
export class DatabaseProbe {
  constructor(@Inject(pg.Pool) private readonly pool: pg.Pool) {}

  isUp(): Promise<boolean> {
    return this.pool.query('select 1').then(
      () => true,
      () => false,
    )
  }
}
