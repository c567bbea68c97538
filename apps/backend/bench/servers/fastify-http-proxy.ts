import httpProxy from '@fastify/http-proxy'
import { fastify } from 'fastify'

const { PORT, API_URL = '', ACCESS_TOKEN } = process.env

/** The plugin as its README wires it: everything is passed on, for whoever asks. */
const server = fastify()
await server.register(httpProxy, {
  upstream: API_URL,
  replyOptions: {
    rewriteRequestHeaders: (_, headers) => ({
      ...headers,
      authorization: `Bearer ${ACCESS_TOKEN}`,
    }),
  },
})
await server.listen({ port: Number(PORT), host: '127.0.0.1' })
