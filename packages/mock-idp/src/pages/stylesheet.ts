/** The one style sheet of the provider's pages. System fonts: nothing is loaded from elsewhere. */
export const stylesheet = `
:root {
  color-scheme: light dark;
  --page: light-dark(#eef1f5, #12161c);
  --card: light-dark(#ffffff, #1b212a);
  --text: light-dark(#1c2430, #e8ecf2);
  --muted: light-dark(#566173, #a3aebf);
  --line: light-dark(#c4ccd8, #465164);
  --accent: light-dark(#1f5fbf, #8ab4f8);
  --on-accent: light-dark(#ffffff, #10213d);
  --problem: light-dark(#a3231c, #ffb4ab);
  --problem-back: light-dark(#fdecea, #3b1a18);
}
* { box-sizing: border-box }
body {
  margin: 0;
  min-height: 100dvh;
  display: grid;
  place-items: center;
  padding: 1rem;
  background: var(--page);
  color: var(--text);
  font: 1rem/1.5 system-ui, sans-serif;
}
main.card {
  width: min(100%, 26rem);
  padding: clamp(1.25rem, 6vw, 2.25rem);
  background: var(--card);
  border: 1px solid var(--line);
  border-radius: 0.75rem;
  overflow-wrap: anywhere;
}
h1 { margin: 0 0 0.25rem; font-size: 1.5rem; line-height: 1.25 }
h2 { margin: 1.5rem 0 0.5rem; font-size: 1rem }
p { margin: 0 0 1rem }
.tenant { margin: 0 0 1.25rem; color: var(--muted); font-size: 0.875rem }
label { display: block; margin: 1rem 0 0.25rem; font-weight: 600 }
input:not([type='hidden']) {
  width: 100%;
  padding: 0.625rem 0.75rem;
  border: 1px solid var(--muted);
  border-radius: 0.5rem;
  background: var(--card);
  color: inherit;
  font: inherit;
}
button {
  width: 100%;
  min-height: 2.75rem;
  margin-top: 1.5rem;
  padding: 0.5rem 1rem;
  border: 1px solid transparent;
  border-radius: 0.5rem;
  background: var(--accent);
  color: var(--on-accent);
  font: inherit;
  font-weight: 600;
  cursor: pointer;
}
button:hover { filter: brightness(1.08) }
button.secondary, button.choice { background: transparent; border-color: var(--line); color: inherit }
button.link { margin-top: 0.5rem; background: transparent; color: var(--accent) }
.asides { display: flex; flex-wrap: wrap; gap: 0 1rem; margin-top: 0.5rem }
.asides button.link { width: auto; flex: 1 1 8rem; margin: 0 }
.unseen { position: absolute; clip-path: inset(50%); width: 1px; height: 1px; overflow: hidden }
button.choice { display: grid; text-align: start; font-weight: 400 }
button.choice span { font-weight: 600 }
.choices { display: grid; gap: 0.5rem }
.choices button { margin: 0 }
.answers { display: flex; flex-wrap: wrap; gap: 0.75rem; margin-top: 1.5rem }
.answers button { flex: 1 1 8rem; margin: 0 }
:focus-visible { outline: 3px solid var(--accent); outline-offset: 2px }
.problem { padding: 0.75rem; border-radius: 0.5rem; color: var(--problem); background: var(--problem-back) }
small, code, dt { color: var(--muted); font-size: 0.8125rem }
.permissions { margin: 0; padding-inline-start: 1.25rem }
dl { margin: 0 }
dd { margin: 0 0 0.5rem }
body:has(.workbench) { display: block; padding: 0 }
.workbench { display: grid; grid-template-columns: minmax(16rem, 22rem) 1fr; min-height: 100dvh }
.workbench form { padding: 1.5rem; background: var(--card) }
.workbench iframe { width: 100%; height: 100%; border: 0 }
.workbench select, .workbench input[type='color'] { width: 100%; min-height: 2.75rem; font: inherit }
.workbench output { display: block; white-space: pre-wrap; font: 0.8125rem/1.5 ui-monospace, monospace }
@media (max-width: 45rem) { .workbench { grid-template: auto 70dvh / 1fr } }
@media (forced-colors: active) { main.card, button { border-color: CanvasText } }
`
