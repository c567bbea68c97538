import { Inject, Injectable } from '@nestjs/common'
import { eq } from 'drizzle-orm'
import { database, type Database } from '../database/database.ts'
import { serverSecrets } from '../database/schema.ts'

@Injectable()
export class ServerSecretsRepository {
  constructor(@Inject(database) private readonly db: Database) {}

  /** @throws where the migrations did not make it */
  async read(name: 'cursor'): Promise<Buffer> {
    const [row] = await this.db.select().from(serverSecrets).where(eq(serverSecrets.name, name))
    if (!row) throw new Error(`the secret "${name}" is missing in the database`)
    return row.secret
  }
}
