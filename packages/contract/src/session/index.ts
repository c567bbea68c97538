export { backEndProblems, type BackEndProblemCode, type BackEndProblemRow } from './problems.ts'
export { backEndPath, sameOriginHeader } from './same-origin.ts'
export {
  codeHandOff,
  loggedOut,
  loginBinding,
  ownSession,
  ownSessions,
  sessionView,
  type CodeHandOff,
  type LoggedOut,
  type LoginBinding,
  type OwnSession,
  type SessionView,
} from './session.ts'
