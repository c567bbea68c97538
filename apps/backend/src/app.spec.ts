import 'reflect-metadata'
import type { NestFastifyApplication } from '@nestjs/platform-fastify'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { ConfigError, readConfig } from './config.ts'
import { createApp } from './create-app.ts'
import { HealthController } from './health/health.controller.ts'

const config = readConfig({ PORT: '0', LOG_LEVEL: 'silent' })
let app: NestFastifyApplication
let url: string

beforeAll(async () => {
  app = await createApp(config)
  await app.listen(config.port, config.host)
  url = await app.getUrl()
})

afterAll(() => app.close())

describe('the back-end', () => {
  test('is alive and ready once it listens', async () => {
    for (const path of ['/health/live', '/health/ready']) {
      const response = await fetch(url + path)
      expect(response.status).toBe(200)
      expect(await response.json()).toEqual({ status: 'ok' })
      expect(response.headers.get('cache-control')).toBe('no-store')
    }
  })

  test('sends security headers and does not name its framework', async () => {
    const { headers } = await fetch(`${url}/health/live`)
    expect(headers.get('x-content-type-options')).toBe('nosniff')
    expect(headers.has('x-powered-by')).toBe(false)
  })

  test('answers 404 in JSON elsewhere', async () => {
    const response = await fetch(`${url}/nowhere`)
    expect(response.status).toBe(404)
    expect(response.headers.get('content-type')).toContain('application/json')
  })

  test('is no longer ready while it stops, but alive', async () => {
    const stopping = await createApp(config)
    await stopping.listen(0, config.host)
    stopping.get(HealthController).beforeApplicationShutdown()
    const address = await stopping.getUrl()
    expect((await fetch(`${address}/health/ready`)).status).toBe(503)
    expect((await fetch(`${address}/health/live`)).status).toBe(200)
    await stopping.close()
  })
})

describe('readConfig', () => {
  test('takes blank variables as unset', () => {
    expect(readConfig({ PORT: '', HOST: '' })).toMatchObject({ port: 3002, host: '127.0.0.1' })
  })

  test('names the variable that is wrong', () => {
    expect(() => readConfig({ PORT: 'eighty' })).toThrow(ConfigError)
    expect(() => readConfig({ PORT: 'eighty' })).toThrow(/PORT/)
  })
})
