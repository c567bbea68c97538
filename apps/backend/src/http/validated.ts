import { ProblemException } from '@frontchannel/contract/nest'
import { Injectable, type PipeTransform } from '@nestjs/common'
import * as z from 'zod/mini'

/**
 * A body as its schema wants it.
 *
 * @throws {ProblemException} `validation_failed`, with every place that differs, and no value
 */
@Injectable()
export class Validated<Schema extends z.ZodMiniType> implements PipeTransform {
  constructor(private readonly schema: Schema) {}

  transform(value: unknown): z.output<Schema> {
    const parsed = z.safeParse(this.schema, value)
    if (parsed.success) return parsed.data
    const errors = parsed.error.issues.map(({ path, code }) => ({
      path: ['body', ...path].join('.'),
      message: code,
    }))
    throw new ProblemException('validation_failed', { errors: errors.slice(0, 20) })
  }
}
