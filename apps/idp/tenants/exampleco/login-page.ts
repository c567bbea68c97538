import { h } from '@frontchannel/mock-idp'
import type { LoginPageTemplate } from '@frontchannel/mock-idp'

/** A page that shares nothing with the provider's but its forms. On with `branding.ownLoginPage`. */
const loginPage: LoginPageTemplate = ({ tenantName, clientName, texts, slots }) => [
  h(
    'header',
    { class: 'own-hero' },
    h('p', { class: 'own-name' }, tenantName),
    h('h1', {}, `${texts.logIn} · ${clientName}`),
  ),
  h(
    'div',
    { class: 'own-ways' },
    h('section', {}, slots.password),
    h('section', {}, slots.connections, slots.demoUsers, slots.cancel),
  ),
]

export default loginPage
