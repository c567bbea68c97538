import { describe, expect, it } from 'vitest'
import { readArguments } from './arguments.ts'

describe('readArguments', () => {
  it('reads options as the variables they stand for', () => {
    const args = ['my.json', '--port', '0', '--control-port=4001', '--issuer', 'https://a.test/']
    expect(readArguments(args)).toEqual({
      IDP_TENANT: 'my.json',
      PORT: '0',
      IDP_CONTROL_PORT: '4001',
      IDP_ISSUER: 'https://a.test/',
    })
  })

  it('says nothing about what was not given', () => {
    expect(readArguments([])).toEqual({})
  })

  it.each(['--help', '-h'])('asks for help with %s', (argument) => {
    expect(readArguments([argument])).toBeUndefined()
  })

  it.each([
    [['--prot', '1'], '--prot'],
    [['--port'], 'argument missing'],
    [['a.json', 'b.json'], 'one tenant file'],
  ])('refuses %j', (args, reason) => {
    expect(() => readArguments(args)).toThrow(reason)
  })
})
