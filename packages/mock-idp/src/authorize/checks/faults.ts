import { canBeRequested, isFaultId } from '../../faults/armed-faults.ts'
import type { AuthorizationCheck } from '../check.ts'

export const faultsAllowed: AuthorizationCheck = {
  id: 'authorization-request.mock_faults.allowed',
  requirements: ['RFC6749-3.1'],
  error: 'invalid_request',
  refuses: ({ faults }, { tenant }) =>
    faults.length > 0 && !tenant.faults ? 'this tenant does not take mock_faults' : undefined,
}

export const faultsKnown: AuthorizationCheck = {
  id: 'authorization-request.mock_faults.known',
  requirements: ['RFC6749-3.1'],
  error: 'invalid_request',
  refuses: ({ faults }) => {
    const wrong = faults.find((id) => !isFaultId(id) || !canBeRequested(id))
    if (wrong === undefined) return undefined
    return isFaultId(wrong)
      ? `the fault ${wrong} strikes before a request can ask for it: arm it for the tenant`
      : `no such fault: ${wrong}`
  },
}
