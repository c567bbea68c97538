import { z } from 'zod'
import type { Tenants } from '../tenants.ts'
import { controlCalls } from './calls.ts'
import type { Control, ControlCallName } from './calls.ts'
import { ControlError } from './control-error.ts'
import { controlHandlers } from './handlers.ts'

type AnyHandler = (tenants: Tenants, input: unknown) => unknown

/**
 * Makes one control call.
 *
 * @param input checked against the schema of the call
 * @throws {ControlError} saying what is wrong with the input, or why it cannot be done
 */
export async function callControl(
  tenants: Tenants,
  name: ControlCallName,
  input: unknown,
): Promise<unknown> {
  const parsed = controlCalls[name].input.safeParse(input)
  if (!parsed.success) throw new ControlError(400, z.prettifyError(parsed.error))
  const handler = controlHandlers[name] as AnyHandler
  return handler(tenants, parsed.data)
}

/** The control plane for whoever holds the mock IdP in the same process. */
export function createControl(tenants: Tenants): Control {
  const names = Object.keys(controlCalls) as ControlCallName[]
  return Object.fromEntries(
    names.map((name) => [name, (input: unknown) => callControl(tenants, name, input)]),
  ) as unknown as Control
}
