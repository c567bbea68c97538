import { html } from 'hono/html'
import { describedByProblem } from './problem.ts'

interface EmailField {
  readonly label: string
  readonly email: string
  readonly problem?: string | undefined
  readonly autofocus: boolean
}

/** Asks who somebody is, in the words that password managers understand. */
export const emailField = ({ label, email, problem, autofocus }: EmailField) =>
  html`<label for="email">${label}</label>
    <input
      id="email"
      name="email"
      type="email"
      autocomplete="username"
      required
      maxlength="254"
      value="${email}"
      ${describedByProblem(problem)}
      ${autofocus ? html`autofocus` : ''}
    />`
