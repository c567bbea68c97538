import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { parseJsonObject } from './strict-json.ts'

const parse = (text: string) => parseJsonObject(new TextEncoder().encode(text))

describe('parseJsonObject', () => {
  it('reads what JSON.parse reads', () => {
    fc.assert(
      fc.property(fc.dictionary(fc.string(), fc.jsonValue()), (value) => {
        fc.pre(!JSON.stringify(value).includes('"__proto__"'))
        expect(parse(JSON.stringify(value))).toEqual(JSON.parse(JSON.stringify(value)))
        expect(parse(JSON.stringify(value, null, 2))).toEqual(parse(JSON.stringify(value)))
      }),
    )
  })

  it('is not misled by strings that look like members', () => {
    const tricky = { a: '"b":', 'c":': '\\":"', d: ['"d":1', '{"d":1}'] }
    expect(parse(JSON.stringify(tricky))).toEqual(tricky)
  })

  it('refuses any object in which a member is written twice', () => {
    const members = fc.dictionary(fc.string(), fc.jsonValue(), { minKeys: 1 })
    fc.assert(
      fc.property(members, fc.jsonValue(), fc.nat(), (value, other, at) => {
        fc.pre(!JSON.stringify([value, other]).includes('"__proto__"'))
        const names = Object.keys(value)
        const name = JSON.stringify(names[at % names.length])
        const twice = `${JSON.stringify(value).slice(0, -1)},${name}:${JSON.stringify(other)}}`
        expect(() => parse(twice)).toThrow('a member name occurs twice')
      }),
    )
  })

  it.each(['{"__proto__":{}}', '{"a":{"__proto__":1}}', '{"a":[{"\\u005f_proto__":1}]}'])(
    'refuses %s, which reaches for a prototype',
    (text) => {
      expect(() => parse(text)).toThrow('a member is named __proto__')
    },
  )

  it.each(['', '[]', 'null', '1', '"a"', '{', '{}x', "{'a':1}", '{"a":01}', '\uFEFF{}'])(
    'refuses %j',
    (text) => {
      expect(() => parse(text)).toThrow(SyntaxError)
    },
  )

  it('refuses bytes that are not UTF-8', () => {
    const bytes = Uint8Array.from([0x7b, 0x22, 0xff, 0x22, 0x3a, 0x31, 0x7d])
    expect(() => parseJsonObject(bytes)).toThrow('not JSON in UTF-8')
  })

  it('never quotes what it could not read', () => {
    expect(() => parse('{"access_token":"secret')).toThrow(
      expect.not.objectContaining({ message: expect.stringContaining('secret') as string }),
    )
  })
})
