// Bad input, made from what is good: for every command and query the right status, a stable id, a sentence in the reader's language, and nothing changed.
import { randomUUID } from 'node:crypto'
import { io } from 'socket.io-client'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { ar } from '@roundtable/shared/words/ar'
import { en } from '@roundtable/shared/words/en'
import type { CommandName, QueryName } from '@roundtable/shared/wire/contracts'
import { COMMANDS } from '@roundtable/shared/wire/contracts'
import type { Client, Refused } from '../support/client'
import { countsOf, grown } from '../support/counts'
import { commandExample, COMMAND_NAMES, QUERY_NAMES, queryExample } from '../support/examples'
import { fresh } from '../support/examples/example'
import { foundTable, type Table } from '../support/table'
import { openWorld, type World } from '../support/world'

let world: World
let table: Table
const errors: string[] = []
beforeAll(async () => {
  world = await openWorld({ log: { info() {}, warn() {}, error: (fields, message) => { errors.push(`${message} ${String((fields as { error?: unknown }).error)}`) } } })
  table = await foundTable(world)
}, 180_000)
afterAll(() => world.close())

type Good = Record<string, unknown>
type Path = (string | number)[]

/** Every place in a value, the whole first. */
function places(value: unknown, at: Path = []): Path[] {
  if (Array.isArray(value)) return [at, ...(value.length > 0 ? places(value[0], [...at, 0]) : [])]
  if (typeof value === 'object' && value !== null) return [at, ...Object.entries(value).flatMap(([key, one]) => places(one, [...at, key]))]
  return [at]
}
const read = (value: unknown, path: Path): unknown => path.reduce((one: unknown, key) => (one as Record<string | number, unknown>)[key], value)
function put(value: unknown, path: Path, other: unknown): unknown {
  const [key, ...rest] = path
  if (key === undefined) return other
  const copy = structuredClone(value) as Record<string | number, unknown>
  copy[key] = put(copy[key], rest, other)
  return copy
}

// Bidi overrides and isolates, controls, the character that citations stand under, halves of pairs. The first breaks lines of a form.
const CHARACTERS = ['\u202E', '\u2066', '\u0000', '\u001B', '\uFFFC', '\uD800', '\u007F']
/** The file of an import has lines and cells; what is wrong in it is told by line. */
const isFile = (path: Path) => path.at(-1) === 'csv'

/** Each is wrong, whatever the field is. */
function wrongs(good: Good): { what: string; input: unknown }[] {
  const found: { what: string; input: unknown }[] = [
    { what: 'an unknown key', input: { ...good, nobodyKnowsThis: 1 } }, { what: 'a prototype', input: JSON.parse(`{"__proto__": {"admin": true}, ${JSON.stringify(good).slice(1)}`.replace(/, }$/, '}')) as unknown },
    { what: 'a list', input: [good] },
  ]
  for (const key of Object.keys(good)) {
    const { [key]: _, ...rest } = good
    if (!['area', 'iso3', 'seat', 'after', 'limit', 'hour', 'position'].includes(key)) found.push({ what: `no ${key}`, input: rest })
  }
  for (const path of places(good).slice(1)) {
    const value = read(good, path)
    const others: unknown[] = [{ not: '' }, { toString: '' }, null, [[]], typeof value === 'string' ? 7 : 'seven', ...(typeof value === 'boolean' ? [] : [true]), ...(Array.isArray(value) ? [] : [[value]])]
    for (const other of others) found.push({ what: `${path.join('.')} = ${JSON.stringify(other)}`, input: put(good, path, other) })
    if (typeof value === 'number') for (const other of [1.5, -1, 1e21]) found.push({ what: `${path.join('.')} = ${other}`, input: put(good, path, other) })
    if (typeof value !== 'string') continue
    found.push({ what: `${path.join('.')} empty`, input: put(good, path, '   ') })
    found.push({ what: `${path.join('.')} with nothing to see`, input: put(good, path, '\u200B\u2060\u3164\u200E') })
    if (path.join('.') === 'name') found.push({ what: 'a name that leads elsewhere', input: put(good, path, 'Read this first: https://elsewhere.example') })
    if (!isFile(path)) found.push({ what: `${path.join('.')} too long`, input: put(good, path, `${value}${'x'.repeat(9_000)}`) })
    for (const character of CHARACTERS) if (!isFile(path)) found.push({ what: `${path.join('.')} with ${character.charCodeAt(0).toString(16)}`, input: put(good, path, `${value.slice(0, 2)}${character}${value.slice(2)}`) })
  }
  return found
}

const MALFORMED = ['malformed', 'edition-refused']
async function refusal(response: Response): Promise<Refused> { return { ...((await response.json()) as Refused), status: response.status } }

async function nothingChanges(name: string, work: () => Promise<void>) {
  const before = await countsOf(world.prisma, world.app.due)
  await work()
  expect(grown(before, await countsOf(world.prisma, world.app.due)), name).toEqual({})
  expect(errors.splice(0), `${name} made the server stumble`).toEqual([])
}

describe('every command', () => {
  it.each(COMMAND_NAMES)('%s', async (name) => {
    const { who, input } = await commandExample(name)(world, table)
    await nothingChanges(name, async () => {
      const all = wrongs(input as Good)
      const answers = await Promise.all(all.map(async ({ what, input: wrong }, index) => ({ what, language: index % 2 ? 'ar' : 'en', answer: await refusal(await who.post(name, wrong, { 'accept-language': index % 2 ? 'ar' : 'en' })) })))
      for (const { what, language, answer } of answers) {
        expect([answer.status, MALFORMED.includes(answer.refused)], `${name}: ${what}: ${JSON.stringify(answer)}`).toEqual([400, true])
        const words = language === 'ar' ? ar : en
        if (answer.refused === 'malformed') expect(answer.sentence).toBe(words['refusal.malformed'])
      }
      // Nothing at all is an empty input: enough for a command that asks for none.
      for (const text of ['null', '"text"', '7', '{', '\u0000', '{"a":1}}', ...(Object.keys(input).length > 0 ? [''] : [])]) expect(await refusal(await who.post(name, text))).toMatchObject({ status: 400, refused: 'malformed' })
    })
  })

  it.each(COMMAND_NAMES)('%s: too large, not JSON, from elsewhere', async (name) => {
    const { who, input } = await commandExample(name)(world, table)
    await nothingChanges(name, async () => {
      const tries: [string, string, Record<string, string>, number, string][] = [
        ['two megabytes', JSON.stringify({ ...input, more: 'x'.repeat(2_000_000) }), {}, 413, 'too-large'],
        ['plain text', JSON.stringify(input), { 'content-type': 'text/plain' }, 400, 'not-json'],
        ['a form', 'a=b', { 'content-type': 'application/x-www-form-urlencoded' }, 400, 'not-json'],
        ['another site', JSON.stringify(input), { origin: 'https://elsewhere.example' }, 403, 'foreign-origin'],
        ['a page without a name', JSON.stringify(input), { origin: 'null' }, 403, 'foreign-origin'],
        ['another port', JSON.stringify(input), { origin: 'http://localhost:1' }, 403, 'foreign-origin'],
        ['a browser’s cross-site request', JSON.stringify(input), { 'sec-fetch-site': 'cross-site' }, 403, 'foreign-origin'],
        ['an unknown character set', JSON.stringify(input), { 'content-type': 'application/json; charset=unknown' }, 400, 'malformed'],
      ]
      for (const [what, body, headers, status, refused] of tries) {
        const answer = await refusal(await raw(name, who, body, headers))
        expect([answer.status, answer.refused, answer.sentence], `${name}: ${what}`).toEqual([status, refused, en[`refusal.${refused}` as keyof typeof en]])
      }
    })
  })
})

/** By a request of our own: `fetch` may not say `sec-fetch-site`. */
async function raw(name: string, client: Client, body: string, headers: Record<string, string>): Promise<Response> {
  const { request } = await import('node:http')
  return new Promise((done, fail) => {
    const sent = request(`${world.url}/api/${name}`, { method: 'POST', headers: { 'content-type': 'application/json', 'idempotency-key': randomUUID(), ...client.headers, ...headers } }, (got) => {
      const chunks: Buffer[] = []
      got.on('data', (chunk: Buffer) => chunks.push(chunk)).on('end', () => done(new Response(Buffer.concat(chunks), { status: got.statusCode })))
    })
    sent.on('error', fail)
    sent.end(body)
  })
}

describe('every query', () => {
  it.each(QUERY_NAMES)('%s', async (name) => {
    const { who, input } = await queryExample(name)(world, table)
    const good = input as Good
    await nothingChanges(name, async () => {
      const ask = async (what: string, search: string, status = 400) => {
        const answer = await refusal(await fetch(`${world.url}/api/${name}?${search}`, { headers: { ...who.headers, 'accept-language': 'ar' } }))
        expect([answer.status, answer.refused, answer.sentence], `${name}: ${what}: ${JSON.stringify(answer)}`).toEqual([status, 'malformed', ar['refusal.malformed']])
      }
      const search = new URLSearchParams(Object.entries(good).map(([key, value]) => [key, String(value)])).toString()
      await ask('an unknown key', `${search}&nobodyKnowsThis=1`)
      await ask('a prototype', `${search}&__proto__=1`)
      for (const [key, value] of Object.entries(good)) {
        const rest = new URLSearchParams(Object.entries(good).filter(([other]) => other !== key).map(([other, one]) => [other, String(one)])).toString()
        // What one searches for may be any words.
        const any = name === 'discussion/search' && key === 'words'
        for (const wrong of ['', ' ', ...(any ? [] : ['[]', '{"not":""}', '-1', '1.5']), 'x'.repeat(5_000), ...(typeof value === 'number' ? ['0x10', '1e3'] : []), ...CHARACTERS.slice(0, 5).map((character) => `${String(value).slice(0, 2)}${character}`)]) await ask(`${key} = ${wrong.slice(0, 20)}`, `${rest}&${key}=${encodeURIComponent(wrong)}`)
        await ask(`${key} twice`, `${search}&${key}=${encodeURIComponent(String(value))}`)
        await ask(`${key} as an object`, `${rest}&${key}[not]=`)
      }
    })
  })

  it.each(QUERY_NAMES)('%s by socket, where an input may be anything', async (name) => {
    const { who, input } = await queryExample(name)(world, table)
    const socket = io(world.url, { transports: ['websocket'], extraHeaders: { ...who.headers, 'accept-language': 'ar' }, forceNew: true })
    await nothingChanges(name, async () => {
      for (const { what, input: wrong } of [...wrongs(input as Good), { what: 'a number', input: 7 }, { what: 'a text', input: 'x' }]) {
        if (what.startsWith('a prototype')) continue // a socket's own parser drops it
        const answer = (await socket.timeout(20_000).emitWithAck(name, wrong)) as Refused
        expect([answer.refused, answer.sentence], `${name}: ${what}: ${JSON.stringify(answer)}`).toEqual(['malformed', ar['refusal.malformed']])
      }
    })
    socket.disconnect()
  })
})

describe('the door', () => {
  it('knows no other command, method or path, and says so in the reader’s language', async () => {
    await nothingChanges('unknown', async () => {
      for (const path of ['nothing/here', 'bodies/constructor', '__proto__/x', 'bodies', 'bodies/list/more', '%ff/x', 'constructor/name', 'bodies/foundBody/']) {
        for (const method of ['GET', 'POST', 'PUT', 'DELETE']) {
          const response = await fetch(`${world.url}/api/${path}`, { method, headers: { 'accept-language': 'ar', 'content-type': 'application/json' }, body: method === 'GET' ? undefined : '{}' })
          const answer = await refusal(response)
          expect(answer.sentence, `${method} ${path}`).toBe(ar[`refusal.${answer.refused}` as keyof typeof ar])
          expect(answer.status, `${method} ${path}`).toBeGreaterThanOrEqual(400)
          expect(answer.status, `${method} ${path}`).toBeLessThan(500)
        }
      }
    })
  })

  it('by HTTP: a key that is none is malformed, and names itself; nothing that the door answers is kept', async () => {
    await nothingChanges('keys', async () => {
      for (const key of ['short', 'x'.repeat(81), 'with a space in it']) {
        const response = await table.people.kenya.post('accounts/setProfile', { name: 'Kenya', language: 'en' }, { 'idempotency-key': key })
        expect(await refusal(response), key).toMatchObject({ status: 400, refused: 'malformed', issues: ['Idempotency-Key'] })
      }
    })
    const answers = [await table.people.kenya.get('accounts/me'), await table.people.kenya.get('nothing/here'), await table.people.kenya.post('accounts/setProfile', {}), await fetch(`${world.url}/api/health`)]
    for (const answer of answers) expect(answer.headers.get('cache-control'), answer.url).toBe('no-store')
  })

  it('by socket: no name, no answer wanted, junk for a key, and it stands', async () => {
    await nothingChanges('junk', async () => {
      const socket = io(world.url, { transports: ['websocket'], extraHeaders: table.people.kenya.headers, forceNew: true })
      const ask = (name: string, ...given: unknown[]) => socket.timeout(20_000).emitWithAck(name, ...given) as Promise<Refused>
      socket.emit('bodies/list', {})
      socket.emit('bodies/list')
      socket.emit('nothing/here', 1, 2, 3)
      expect((await ask('__proto__', {}, {})).refused).toBe('unknown-command')
      for (const meta of [undefined, null, 7, [], { key: 7 }, { key: 'short' }, { key: {} }]) expect((await ask('accounts/setProfile', { name: 'Kenya', language: 'en' }, meta)).refused, JSON.stringify(meta)).toBe('key-missing')
      expect(await ask('bodies/list', {}, {})).toHaveProperty('bodies')
      socket.disconnect()
    })
  })

  it('by socket from another site is closed', async () => {
    for (const origin of ['https://elsewhere.example', 'null']) {
      const socket = io(world.url, { transports: ['websocket'], extraHeaders: { origin }, forceNew: true, reconnection: false })
      await new Promise<void>((done, fail) => { socket.on('connect_error', () => done()); socket.on('connect', () => fail(new Error('connected'))) })
      socket.disconnect()
    }
  })
})

describe('names are text', () => {
  const HTML = '<img src=x onerror=alert(1)>"\'&amp;</title><script>alert(2)</script>'

  it('and come back as they were typed, on public pages too', async () => {
    const symbol = `HT.ML${String.fromCharCode(65 + (fresh() % 26))}`
    const { body } = await world.secretariat.command('bodies/foundBody', { kind: 'working-group', name: { en: HTML }, symbol, applicationDays: 7, seats: [{ organisation: HTML, group: 'private-sector', class: 'member' }] })
    const { aggregates } = await world.public.query('bodies/read', { body })
    expect((aggregates.find(({ kind }) => kind === 'seat')!.state as { organisation: string }).organisation).toBe(HTML)
    for (const path of ['/', `/bodies/${symbol}`]) {
      const page = await (await fetch(`${world.url}${path}`)).text()
      expect(page, path).toContain('&lt;img src=x')
      expect(page, path).not.toContain('<img src=x')
      expect(page, path).not.toContain('<script>alert')
    }
    await table.people.kenya.command('accounts/setProfile', { name: HTML, language: 'en' })
    expect((await table.people.kenya.query('accounts/me', {})).person!.name).toBe(HTML)
  })

  it('that are long, or of other scripts and directions, are kept whole', async () => {
    for (const name of ['هيئة شرق أفريقيا', '東非圓桌會議', 'a'.repeat(120), 'Zoë 🌍 O’Brien', 'שלום']) {
      await table.people.rwanda.command('accounts/setProfile', { name, language: 'ar' })
      expect((await table.people.rwanda.query('accounts/me', {})).person!.name).toBe(name)
    }
  })
})

it('every command has been tried', () => { expect([...COMMAND_NAMES].sort()).toEqual((Object.keys(COMMANDS) as (CommandName | QueryName)[]).sort()) })
