export { backEndProblems, type BackEndProblemCode, type BackEndProblemRow } from './problems.ts'
export {
  backEndPath,
  codeHandOff,
  loggedOut,
  loginBinding,
  ownSession,
  ownSessions,
  sameOriginHeader,
  sessionView,
  type CodeHandOff,
  type LoggedOut,
  type LoginBinding,
  type OwnSession,
  type SessionView,
} from './session.ts'
