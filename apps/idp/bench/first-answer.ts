// A process of its own: measures from the first import to the first page, then creates tenants.
const began = performance.now()
const cpuBefore = process.cpuUsage()
const { createMockIdp } = await import('@frontchannel/mock-idp')
const { default: tenant } = await import('./tenant.json', { with: { type: 'json' } })
const idp = createMockIdp({ issuer: 'http://idp.test/', tenant: tenant as never })
const address =
  'http://idp.test/authorize?client_id=bench&response_type=id_token&nonce=n&scope=openid&redirect_uri=https://app.example.com/callback'
const response = await idp.fetch(new Request(address))
await response.text()
const firstAnswer = performance.now() - began
const { user, system } = process.cpuUsage(cpuBefore)
const firstAnswerCpu = (user + system) / 1000
if (response.status !== 303) throw new Error(`the first answer was ${response.status}`)

const count = 200
const before = performance.now()
for (let index = 0; index < count; index++) await idp.control.createTenant({ id: `t${index}` })
process.send?.({ firstAnswer, firstAnswerCpu, tenant: (performance.now() - before) / count })

export {} // a module: the imports above are part of what is measured
