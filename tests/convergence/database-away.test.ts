// @vitest-environment jsdom
// The database is cut off, silent or slow while people type: they type on and see that it is not saved, nobody is told what is not stored, and
// when it is back all is stored, in order and once. A line that is dead and does not say so is given up. The server stays. OUTAGE: for how many seconds it is away.
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest'
import pg from 'pg'
import * as Y from 'yjs'
import { partsOf, type StoredRow } from '../../server/src/documents/documents.db'
import { digestOf } from '../../server/src/documents/documents'
import { eventually, words } from '../documents/peers'
import { badLine, postgresAt, type BadLine } from '../support/bad-line'
import { childServer, type ChildServer } from '../support/child-server'
import type { Client } from '../support/client'
import { foundTable, type Table } from '../support/table'
import { caret, type } from './editors'
import { openPage, type Page } from './pages'

const administer = process.env['TEST_DATABASE_URL']
const OUTAGE = Number(process.env['OUTAGE'] ?? 0) * 1_000
/** After so long the database ends a statement, and a line that is quiet for a quarter more is given up; in ms. */
const LONGEST = 4_000
/** Words of each writer that must wait before the database comes back. */
const WAITING = 40

describe.skipIf(!administer)('the database', () => {
  let line: BadLine
  let server: ChildServer
  let table: Table
  let direct: pg.Client
  let pages: Page[] = []

  beforeAll(async () => {
    server = await childServer(async (databaseUrl) => {
      const there = postgresAt(databaseUrl!)
      line = await badLine(there.connect)
      const over = new URL(there.over(line))
      over.searchParams.set('statement_timeout', String(LONGEST))
      return { DATABASE_URL: over.href }
    })
    const secretariat = await server.as('secretariat')
    table = await foundTable({ secretariat, url: server.url, issued: (email) => server.mailed(email) })
    direct = new pg.Client({ connectionString: server.databaseUrl })
    await direct.connect()
  })
  afterEach(() => { for (const page of pages.splice(0)) page.close() })
  afterAll(async () => {
    await direct?.end()
    await server?.drop()
    await line?.close()
  })

  const page = (client: Client, document: string, name: string) => openPage(`${server.url.replace('http', 'ws')}/documents`, document, name, { cookie: client.cookie, origin: server.url })

  /** What the log holds, asked past the line. */
  async function stored(document: string): Promise<Y.Doc> {
    const { rows } = await direct.query<StoredRow>('SELECT seq, parts, updates FROM "DocumentLog" WHERE document = $1 ORDER BY seq', [document])
    const doc = new Y.Doc()
    expect(rows.map(({ seq }) => seq)).toEqual(rows.map((_, index) => index + 1))
    for (const row of rows) for (const update of partsOf(row)) Y.applyUpdate(doc, update)
    return doc
  }
  const wordsIn = (text: string): string[] => text.match(/[kc]\d+\./g) ?? []

  async function twoWhoWrite() {
    const { document } = await table.paper()
    const [kenya, civil, reader] = [page(table.people.kenya, document, 'k'), page(table.people.civil, document, 'c'), page(table.people.observer, document, 'o')]
    pages = [kenya, civil, reader]
    await eventually(() => pages.every(({ live }) => live.synced.value) && [kenya, civil].every(({ live }) => live.writing.value), 'all have it')
    const typed = new Map<Page, string[]>([[kenya, []], [civil, []]])
    const typeOn = () => {
      for (const [writer, said] of typed) {
        const word = `${writer.name}${said.length}.`
        const { doc } = writer.editor.state
        caret(writer, doc.childCount - 1, doc.child(doc.childCount - 1).content.size)
        type(writer, `${word} `)
        said.push(word)
      }
    }
    return {
      document, kenya, civil, reader, typed, typeOn,
      /** Nobody sees, and no author is told "saved", what the database does not hold. */
      async toldIsStored() {
        const seen = new Set([...wordsIn(words(reader.live.doc.value)), ...[...typed].flatMap(([writer, said]) => [
          ...wordsIn(words(writer.live.doc.value)).filter((word) => !word.startsWith(writer.name)),
          ...(writer.live.saved.value.state === 'saved' ? said : []),
        ])])
        const there = new Set(wordsIn(words(await stored(document))))
        expect([...seen].filter((word) => !there.has(word)), 'told and not stored').toEqual([])
      },
      async settle() {
        while (!pages.every((each) => each.settled())) {
          for (const each of pages) if (each.live.connection.value.state !== 'live') each.back()
          await this.toldIsStored()
          await new Promise((go) => { setTimeout(go, 20) })
        }
        await eventually(async () => { const digest = digestOf(await stored(document)); return pages.every(({ live }) => digestOf(live.doc.value) === digest) }, 'one text')
        const text = words(await stored(document))
        for (const [writer, said] of typed) {
          // All of them, once, in the order in which they were written.
          expect(wordsIn(text).filter((word) => word.startsWith(writer.name))).toEqual(said)
          expect(writer.live.lost.value).toEqual([])
        }
        expect(server.child.exitCode, server.said()).toBeNull()
      },
    }
  }
  type Writing = Awaited<ReturnType<typeof twoWhoWrite>>
  const soon = () => new Promise((go) => { setTimeout(go, 10) })
  const seesNotSaved = ({ kenya, civil }: Writing) => [kenya, civil].every(({ live }) => live.saved.value.state === 'not-saved')

  /** They type until so much waits, everybody has seen "not saved", and the time is over. */
  async function typeThroughIt(writing: Writing) {
    // What was said alone, and nothing after it, is not saved either.
    writing.typeOn()
    await eventually(async () => { await writing.toldIsStored(); return seesNotSaved(writing) }, 'they see that it is not saved')
    const [from, begun] = [Math.max(...[...writing.typed.values()].map(({ length }) => length)), Date.now()]
    let told = 0
    for (let n = from; n < from + WAITING || !seesNotSaved(writing) || Date.now() - begun < OUTAGE; n++) {
      writing.typeOn()
      if (n % 10 === 0) { await writing.toldIsStored(); told++ }
      await soon()
    }
    expect(told).toBeGreaterThan(3)
    for (const { live } of [writing.kenya, writing.civil]) expect(live.writing.value).toBe(true)
  }

  it.each(['cut off', 'silent', 'silent with its answers, so that what was asked is done'] as const)('%s: people type on and see "not saved"; afterwards all is stored in order, once, and told', async (how) => {
    const writing = await twoWhoWrite()
    for (let n = 0; n < 5; n++) { writing.typeOn(); await soon() }
    if (how === 'cut off') line.cut(); else line.silence(how === 'silent' ? 'all' : 'answers')
    const health = how === 'cut off' ? await fetch(`${server.url}/api/health`) : undefined
    if (health) expect(health.status).toBe(503)
    await typeThroughIt(writing)
    const waited = [...writing.typed.values()].flat().length - wordsIn(words(await stored(writing.document))).length
    line.mend()
    await writing.settle()
    if (OUTAGE) console.log(`${how}: ${waited} words waited, all stored`)
    expect(waited).toBeGreaterThanOrEqual(WAITING)
    expect((await fetch(`${server.url}/api/health`)).status).toBe(200)
  }, 60_000 + 4 * OUTAGE)

  it.each(['all', 'answers'] as const)('half open (%s lost): nobody says that the line is gone; it is given up, what was done is found in the log, and all is stored in order, once', async (what) => {
    const writing = await twoWhoWrite()
    for (let n = 0; n < 5; n++) { writing.typeOn(); await soon() }
    line.silence(what)
    expect((await fetch(`${server.url}/api/health`)).status).toBe(503)
    await typeThroughIt(writing)
    // New lines would be well; the old ones stay as they are, open and mute.
    line.letThrough()
    await writing.settle()
    expect((await fetch(`${server.url}/api/health`)).status).toBe(200)
    line.mend()
  })

  it('slow with every answer: people type on; nothing is told before it is stored, and all is stored in order', async () => {
    const writing = await twoWhoWrite()
    line.delay(400)
    for (let n = 0; n < 60; n++) {
      writing.typeOn()
      if (n % 10 === 0) await writing.toldIsStored()
      await soon()
    }
    await writing.settle()
    line.mend()
  })

  it('cut again and again in mid-answer: each word once', async () => {
    const writing = await twoWhoWrite()
    for (let round = 0; round < 8; round++) {
      line.silence('answers')
      for (let n = 0; n < 5; n++) { writing.typeOn(); await soon() }
      line.cut()
      line.mend()
      writing.typeOn()
      await soon()
    }
    await writing.settle()
  })

  it('whoever comes while it is away waits or comes again, and has the whole text when it is back', async () => {
    const writing = await twoWhoWrite()
    writing.typeOn()
    line.cut()
    const late = page(table.people.expert, writing.document, 'e')
    pages.push(late)
    await typeThroughIt(writing)
    expect(late.live.saved.value.state).toBe('saved')
    line.mend()
    await writing.settle()
    await server.kill()
    await server.start()
    await writing.settle()
  })
})
