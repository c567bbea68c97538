import { html } from 'hono/html'
import type { User } from '../tenant/user.ts'
import { renderPage } from './page.ts'
import { textsIn } from './texts/languages.ts'
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
  const { action, csrf, clientName, tenantName, email, problem, users, language } = page
  const texts = textsIn(language)
  const described =
    problem === undefined ? '' : html`aria-describedby="problem" aria-invalid="true"`
  return renderPage({
    ...page,
    title: `${texts.logIn} – ${clientName}`,
    status: problem === undefined ? 200 : 400,
    body: html`<p class="tenant">${tenantName}</p>
      <h1>${texts.logIn}</h1>
      <p>${texts.toContinueTo} <strong>${clientName}</strong></p>
      ${problem === undefined ? '' : html`<p id="problem" class="problem" role="alert">${problem}</p>`}
      <form method="post" action="${action}">
        <input type="hidden" name="csrf" value="${csrf}" />
        <label for="email">${texts.email}</label>
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
        <label for="password">${texts.password}</label>
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
        <button name="answer" value="login">${texts.continue}</button>
      </form>
      <form method="post" action="${action}" class="quiet">
        <input type="hidden" name="csrf" value="${csrf}" />
        <button name="answer" value="cancel" class="link">${texts.cancel}</button>
      </form>
      ${users.length > 0 ? demoUsers(page) : ''}`,
  })
}

const demoUsers = ({ action, csrf, users, language }: LoginPage) =>
  html`<section aria-labelledby="demo-users">
    <h2 id="demo-users">${textsIn(language).demoUsers}</h2>
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
