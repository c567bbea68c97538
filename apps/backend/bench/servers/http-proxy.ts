import { Agent, createServer } from 'node:http'
import httpProxy from 'http-proxy'

const { PORT, API_URL, ACCESS_TOKEN } = process.env

/** What people put in front of an API: everything is passed on, for whoever asks. */
const proxy = httpProxy.createProxyServer({
  target: API_URL,
  agent: new Agent({ keepAlive: true, maxSockets: 64 }),
  headers: { authorization: `Bearer ${ACCESS_TOKEN}` },
})
proxy.on('error', (error) => {
  throw error
})
createServer((request, response) => proxy.web(request, response)).listen(Number(PORT), '127.0.0.1')
