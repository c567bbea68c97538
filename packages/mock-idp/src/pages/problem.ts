import { html } from 'hono/html'

/** Says why the last step did not work, in a way that assistive technology reads out. */
export const problemParagraph = (problem: string | undefined) =>
  problem === undefined ? '' : html`<p id="problem" class="problem" role="alert">${problem}</p>`

/** Ties a field to the problem of its page. */
export const describedByProblem = (problem: string | undefined) =>
  problem === undefined ? '' : html`aria-describedby="problem" aria-invalid="true"`
