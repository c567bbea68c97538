// The page at /docs: the routes from /openapi.json, and a log-in that gets a token to try them with.
import { finishLogin, startLogin } from '/docs/login.js'

const { document, SwaggerUIBundle } = globalThis
const settings = await (await fetch('/docs/settings.json')).json()
const said = document.querySelector('#said')
const button = document.querySelector('#log-in')

const ui = SwaggerUIBundle({
  url: '/openapi.json',
  domNode: document.querySelector('#routes'),
  deepLinking: false, // the address is the redirection endpoint's
  validatorUrl: null, // else the document goes to a service of somebody else
  tryItOutEnabled: true,
  displayRequestDuration: true,
  onComplete: () => void logIn(),
})

if (settings.clientId !== undefined) {
  button.hidden = false
  button.addEventListener('click', () => void startLogin(settings).catch(tell))
}

async function logIn() {
  try {
    const login = await finishLogin(settings)
    if (!login) return
    ui.preauthorizeApiKey('bearer', login.accessToken) // in memory alone: it ends with the page
    said.textContent = `Logged in, with the scopes ${login.scope}.`
  } catch (error) {
    tell(error)
  }
}

function tell(error) {
  said.textContent = `The log-in failed: ${error.message}`
}
