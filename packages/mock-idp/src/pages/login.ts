import { html } from 'hono/html'
import type { User } from '../tenant/user.ts'
import { renderPage } from './page.ts'
import type { InteractionPage } from './interaction-page.ts'

export interface LoginPage extends InteractionPage {
  readonly email: string
  /** Why the last try did not work. */
  readonly problem?: string | undefined
  /** Users to offer, for a demo. */
  readonly users: readonly User[]
}

/** The login page: two labelled fields, one button, and in a demo one button for each user. */
export function loginPage(page: LoginPage): Promise<Response> {
  const { action, csrf, clientName, tenantName, email, problem, users } = page
  const described =
    problem === undefined ? '' : html`aria-describedby="problem" aria-invalid="true"`
  return renderPage({
    ...page,
    title: `Log in to ${clientName}`,
    status: problem === undefined ? 200 : 400,
    body: html`<p class="tenant">${tenantName}</p>
      <h1>Log in</h1>
      <p>to continue to <strong>${clientName}</strong></p>
      ${problem === undefined ? '' : html`<p id="problem" class="problem" role="alert">${problem}</p>`}
      <form method="post" action="${action}">
        <input type="hidden" name="csrf" value="${csrf}" />
        <label for="email">Email</label>
        <input
          id="email"
          name="email"
          type="email"
          autocomplete="username"
          required
          maxlength="254"
          value="${email}"
          ${described}
          ${email === '' ? html`autofocus` : ''}
        />
        <label for="password">Password</label>
        <input
          id="password"
          name="password"
          type="password"
          autocomplete="current-password"
          required
          maxlength="256"
          ${described}
          ${email === '' ? '' : html`autofocus`}
        />
        <button name="answer" value="login">Continue</button>
      </form>
      <form method="post" action="${action}" class="quiet">
        <input type="hidden" name="csrf" value="${csrf}" />
        <button name="answer" value="cancel" class="link">Cancel</button>
      </form>
      ${users.length > 0 ? demoUsers(page) : ''}`,
  })
}

const demoUsers = ({ action, csrf, users }: LoginPage) =>
  html`<section aria-labelledby="demo-users">
    <h2 id="demo-users">Demo users</h2>
    <form method="post" action="${action}" class="choices">
      <input type="hidden" name="csrf" value="${csrf}" />
      <input type="hidden" name="answer" value="login-as" />
      ${users.map(
        ({ sub, email, claims }) =>
          html`<button name="sub" value="${sub}" class="choice">
            <span>${claims.name ?? email}</span> <small>${email}</small>
          </button>`,
      )}
    </form>
  </section>`
