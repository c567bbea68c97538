import { html } from 'hono/html'
import { renderTemplate } from '../branding/template.ts'
import type { LoginPageTemplate, LoginSlots } from '../branding/template.ts'
import type { User } from '../tenant/user.ts'
import { emailField } from './email-field.ts'
import { renderPage } from './page.ts'
import { describedByProblem, problemParagraph } from './problem.ts'
import { connectionTextsIn } from './texts/connections/languages.ts'
import type { InteractionPage } from './interaction-page.ts'

export interface LoginPage extends InteractionPage {
  readonly email: string
  /** Why the last try did not work. */
  readonly problem?: string | undefined
  /** Undefined: nobody can log in by password here. */
  readonly database: { readonly signUp: boolean } | undefined
  /** The other connections, each a button. */
  readonly others: readonly { readonly name: string; readonly label: string }[]
  /** Users to offer, for a demo. */
  readonly users: readonly User[]
  /** A page of the tenant's own. */
  readonly template?: LoginPageTemplate | undefined
}

/** The login page: the ways to log in that are on, and in a demo one button for each user. */
export function loginPage(page: LoginPage): Promise<Response> {
  const { clientName, tenantName, problem, texts, template } = page
  const slots = slotsOf(page)
  const own = template && renderTemplate(template, page, slots)
  return renderPage({
    ...page,
    title: `${texts.logIn} – ${clientName}`,
    status: problem === undefined ? 200 : 400,
    own: own !== undefined,
    body:
      own === undefined
        ? html`<p class="tenant">${tenantName}</p>
            <h1>${texts.logIn}</h1>
            <p>${texts.toContinueTo} <strong>${clientName}</strong></p>
            ${problemParagraph(problem)} ${Object.values(slots)}`
        : html`${problemParagraph(problem)} ${own}`,
  })
}

/** The forms. A template can only place them. */
function slotsOf(page: LoginPage): LoginSlots {
  const { action, csrf, texts, database, others, users } = page
  return {
    password: database ? passwordForm(page) : '',
    connections: others.length > 0 ? otherConnections(page) : '',
    cancel: html`<form method="post" action="${action}" class="quiet">
      <input type="hidden" name="csrf" value="${csrf}" />
      <button name="answer" value="cancel" class="link">${texts.cancel}</button>
    </form>`,
    demoUsers: users.length > 0 ? demoUsers(page) : '',
  }
}

function passwordForm({ action, csrf, email, problem, database, texts, language }: LoginPage) {
  const more = connectionTextsIn(language)
  const described = describedByProblem(problem)
  return html`<form method="post" action="${action}">
      <input type="hidden" name="csrf" value="${csrf}" />
      ${emailField({ label: texts.email, email, problem, autofocus: email === '' })}
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
    <form method="post" action="${action}" class="asides">
      <input type="hidden" name="csrf" value="${csrf}" />
      <button name="answer" value="to-forgot-password" class="link">${more.forgotPassword}</button>
      ${
        database?.signUp
          ? html`<button name="answer" value="to-sign-up" class="link">${more.signUp}</button>`
          : ''
      }
    </form>`
}

/** With a password form above, a heading says that these are instead of it. */
function otherConnections({ action, csrf, database, others, language }: LoginPage) {
  const { otherWays } = connectionTextsIn(language)
  return html`<section aria-labelledby="other-ways">
    <h2 id="other-ways" class="${database ? '' : 'unseen'}">${otherWays}</h2>
    <form method="post" action="${action}" class="choices">
      <input type="hidden" name="csrf" value="${csrf}" />
      <input type="hidden" name="answer" value="connection" />
      ${others.map(
        ({ name, label }) =>
          html`<button name="connection" value="${name}" class="secondary">${label}</button>`,
      )}
    </form>
  </section>`
}

const demoUsers = ({ action, csrf, users, texts }: LoginPage) =>
  html`<section aria-labelledby="demo-users">
    <h2 id="demo-users">${texts.demoUsers}</h2>
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
