import { once } from 'node:events'
import type { AddressInfo } from 'node:net'
import { createMockIdp } from '@frontchannel/mock-idp'
import { createTestBrowser } from '@frontchannel/mock-idp/testing'
import { SMTPServer } from 'smtp-server'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { createMailer } from '../src/mail.ts'

const received: { from: string | false; to: readonly string[]; text: string }[] = []
const sink = new SMTPServer({
  authOptional: true,
  onAuth: ({ username, password }, _session, done) =>
    username === 'mailer' && password === 'secret'
      ? done(null, { user: username })
      : done(new Error('Invalid credentials')),
  onData(stream, { envelope }, done) {
    let text = ''
    stream.on('data', (data: Buffer) => (text += data.toString()))
    stream.on('end', () => {
      const { mailFrom, rcptTo } = envelope
      received.push({
        from: mailFrom && mailFrom.address,
        to: rcptTo.map(({ address }) => address),
        text: text.replace(/=\r\n/g, ''),
      })
      done()
    })
  },
})

let port = 0
beforeAll(async () => {
  sink.listen(0, '127.0.0.1')
  await once(sink.server, 'listening')
  ;({ port } = sink.server.address() as AddressInfo)
})
afterAll(() => new Promise<void>((resolve) => sink.close(() => resolve())))

const from = 'ExampleCo <login@exampleco.example>'

async function askForCode(url: string): Promise<string> {
  const idp = createMockIdp({
    issuer: 'http://idp.test/',
    deliver: createMailer({ url, from }),
    tenant: {
      name: 'Test',
      connections: [{ strategy: 'email', name: 'email' }],
      clients: [
        { clientId: 'spa', name: 'SPA', type: 'spa', callbackUrls: ['https://app.test/cb'] },
      ],
    },
  })
  const browser = createTestBrowser((request) => idp.fetch(request))
  const query = new URLSearchParams({
    client_id: 'spa',
    redirect_uri: 'https://app.test/cb',
    response_type: 'id_token',
    scope: 'openid',
    nonce: 'n',
    connection: 'email',
  })
  const form = await browser.open(`http://idp.test/authorize?${query.toString()}`)
  const page = await browser.press(form, 'Send code', { address: 'neo@example.com' })
  const code = /is (\d{6})\./.exec(received.at(-1)?.text ?? '')?.[1]
  if (code === undefined) return page.html
  return (await browser.press(page, 'Continue', { code })).parameters.get('id_token') ?? ''
}

describe('mail by SMTP', () => {
  it('carries a code that logs somebody in', async () => {
    expect(await askForCode(`smtp://mailer:secret@127.0.0.1:${port}`)).toMatch(/^eyJ/)
    expect(received.at(-1)).toMatchObject({
      from: 'login@exampleco.example',
      to: ['neo@example.com'],
    })
    expect(received.at(-1)?.text).toContain('Subject: Your code for SPA')
  })

  it('is told of on the page if the server refuses it', async () => {
    received.length = 0
    const page = await askForCode(`smtp://mailer:wrong@127.0.0.1:${port}`)
    expect(page).toContain('could not be sent')
    expect(received).toEqual([])
  })

  it('leaves text messages alone', async () => {
    received.length = 0
    const deliver = createMailer({ url: `smtp://127.0.0.1:${port}`, from })
    await deliver({ channel: 'sms', to: '+15550100', subject: '', text: '' })
    expect(received).toEqual([])
  })
})
