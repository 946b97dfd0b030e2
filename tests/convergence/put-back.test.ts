// @vitest-environment jsdom
// The database is put back to an earlier copy while pages hold a newer text: what their people wrote comes in again, or is kept on their screens;
// all hold one text, nothing of it twice, and the record is whole.
import { spawnSync } from 'node:child_process'
import { cpSync, rmSync } from 'node:fs'
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest'
import pg from 'pg'
import * as Y from 'yjs'
import type { AuthoredBlock } from '@roundtable/shared/papers/authors'
import type { Paper } from '@roundtable/shared/papers/schema'
import { digestOf } from '../../server/src/documents/documents'
import { partsOf, type StoredRow } from '../../server/src/documents/documents.db'
import { repairText } from '../../server/src/papers/text'
import { eventually, words } from '../documents/peers'
import { openStage, type Stage } from '../documents/stage'
import { childServer, type ChildServer } from '../support/child-server'
import { root } from '../support/places'
import { foundTable, type Table } from '../support/table'
import { caret, press, type } from './editors'
import { openPage, type Page } from './pages'

const administer = process.env['TEST_DATABASE_URL']
const pages: Page[] = []
afterEach(() => { for (const page of pages.splice(0)) page.close() })
const gone = (page: Page) => { page.close(); pages.splice(pages.indexOf(page), 1) }
const keep = (page: Page) => { pages.push(page); return page }
const append = (page: Page, text: string, block = 0) => { caret(page, block, page.editor.state.doc.child(block).content.size); type(page, text) }
const remove = ({ editor }: Page, text: string) => {
  let at = -1
  editor.state.doc.descendants((node, position) => { if (node.isText && node.text!.includes(text)) at = position + node.text!.indexOf(text) })
  editor.view.dispatch(editor.state.tr.delete(at, at + text.length))
}
const times = (text: string, word: string) => text.split(word).length - 1
const lost = ({ live }: Page) => live.lost.value.flatMap(({ pieces }) => pieces.map((piece) => piece.words)).join(' ')

describe('one text', () => {
  let stage: Stage
  let ids = 0
  beforeAll(async () => { stage = await openStage({ mend: repairText(() => `server-${(ids += 1)}`) }) })
  afterAll(() => stage.close())

  const PAPER: Paper = [{ id: 'a', role: 'text', runs: [{ text: 'Recalling its mandate, ', marks: {} }] }, { id: 'b', role: 'text', runs: [{ text: 'further recalling, ', marks: {} }] }]
  const open = async (rights: Record<string, 'write' | 'read'>) => {
    const document = await stage.makeDocument(rights, PAPER)
    const all = Object.keys(rights).map((name) => keep(openPage(stage.url, document, name)))
    await eventually(() => all.every((page) => page.settled()), 'all have it')
    return { document, all }
  }
  const equal = (document: string, all: Page[]) => eventually(async () => {
    for (const page of all) if (page.live.connection.value.state !== 'live') page.back()
    const stored = digestOf(await stage.documents.text(document))
    return all.every((page) => page.settled() && digestOf(page.live.doc.value) === stored)
  }, `one text: ${all.map(({ live }) => words(live.doc.value)).join(' | ')}`, 30_000)
  const head = async (document: string) => (await stage.log(document)).at(-1)!.seq
  async function whileStopped(work: () => Promise<unknown>): Promise<void> {
    await stage.documents.close()
    await work()
    await stage.reopen()
  }
  /** What a copy of then does not hold is gone, whose client ids were new since too. */
  async function putBack(document: string, seq: number): Promise<void> {
    const after = (await stage.log(document)).filter((row) => row.seq > seq).flatMap((row) => partsOf(row as unknown as StoredRow))
    const before = new Set((await stage.log(document)).filter((row) => row.seq <= seq).flatMap((row) => partsOf(row as unknown as StoredRow)).flatMap((update) => [...Y.parseUpdateMeta(update).to.keys()]))
    const clients = after.flatMap((update) => [...Y.parseUpdateMeta(update).to.keys()]).filter((client) => !before.has(client))
    await stage.prisma.documentLog.deleteMany({ where: { document, seq: { gt: seq } } })
    await stage.prisma.documentSnapshot.deleteMany({ where: { document, seq: { gt: seq } } })
    await stage.prisma.documentClient.deleteMany({ where: { document, client: { in: clients.map(BigInt) } } })
  }

  it('what each wrote since comes in again from each, once, where it stood, and deletions too; a reader sees it', async () => {
    const { document, all: [kenya, peru, chad] } = await open({ kenya: 'write', peru: 'write', chad: 'read' }) as { document: string; all: [Page, Page, Page] }
    append(kenya, 'early words, ')
    await equal(document, [kenya, peru, chad])
    const copy = await head(document)
    for (let n = 0; n < 6; n++) {
      // Each behind the other's words, which stand on one another.
      append(kenya, `kenya${n}. `)
      await equal(document, [kenya, peru, chad])
      append(peru, `peru${n}. `)
      await equal(document, [kenya, peru, chad])
    }
    caret(peru, 1, 8)
    press(peru, 'Enter')
    remove(kenya, 'early ')
    await equal(document, [kenya, peru, chad])
    const text = words(kenya.live.doc.value)
    await whileStopped(() => putBack(document, copy))
    await equal(document, [kenya, peru, chad])
    expect(words(await stage.documents.text(document))).toBe(text)
    expect([kenya, peru, chad].map(lost)).toEqual(['', '', ''])
    const brought = await head(document)
    for (const page of [kenya, peru]) append(page, `${page.name} goes on. `)
    await equal(document, [kenya, peru, chad])
    // Whose sitting that was nobody knows any more: none of it will be named, and all that is written since.
    const theirs = async (from: number, to: number) => (await stage.log(document)).filter(({ seq }) => seq > from && seq <= to).flatMap((row) => (row as unknown as StoredRow).parts).filter(({ person }) => person !== 'system').map(({ again }) => again === true)
    expect([new Set(await theirs(copy, brought)), new Set(await theirs(brought, Infinity))]).toEqual([new Set([true]), new Set([false])])
    for (const page of [kenya, peru]) expect(times(words(chad.live.doc.value), `${page.name} goes on`)).toBe(1)
  })

  it('deletions alone are made again: the last row that a page was told is not in the log', async () => {
    const { document, all } = await open({ kenya: 'write', chad: 'read' })
    const copy = await head(document)
    remove(all[0]!, 'its mandate')
    await equal(document, all)
    await whileStopped(() => putBack(document, copy))
    await equal(document, all)
    expect(words(await stage.documents.text(document))).toBe('Recalling , \nfurther recalling, ')
    expect(all.map(lost)).toEqual(['', ''])
  })

  it('deletions alone are made again though others have written on since, so that the log is longer than it was: in that row stands something else', async () => {
    const { document, all: [kenya, peru] } = await open({ kenya: 'write', peru: 'write' }) as { document: string; all: [Page, Page] }
    const copy = await head(document)
    remove(kenya, 'its mandate')
    await equal(document, [kenya, peru])
    peru.cut()
    gone(kenya)
    await whileStopped(() => putBack(document, copy))
    const another = keep(openPage(stage.url, document, 'kenya'))
    await equal(document, [another])
    for (const each of ['one. ', 'two. ']) { append(another, each, 1); await equal(document, [another]) }
    expect(await head(document)).toBeGreaterThan(copy + 1)
    await equal(document, [another, peru])
    expect(words(await stage.documents.text(document))).toBe('Recalling , \nfurther recalling, one. two. ')
    expect([another, peru].map(lost)).toEqual(['', ''])
  })

  it('deletions alone are made again by who opened the text since, from a snapshot with no row behind it', async () => {
    const { document, all: [kenya] } = await open({ kenya: 'write', peru: 'write' }) as { document: string; all: [Page] }
    gone(pages.at(-1)!)
    const copy = await head(document)
    remove(kenya, 'its mandate')
    await equal(document, [kenya])
    gone(kenya)
    const state = new Uint8Array(Y.encodeStateAsUpdate(await stage.documents.text(document)))
    await whileStopped(() => stage.prisma.documentSnapshot.create({ data: { document, seq: copy + 1, state } }))
    const peru = keep(openPage(stage.url, document, 'peru'))
    await equal(document, [peru])
    await whileStopped(() => putBack(document, copy))
    await equal(document, [peru])
    expect(words(await stage.documents.text(document))).toBe('Recalling , \nfurther recalling, ')
  })

  it('what is deleted by others while a line is down is no sign: the page goes on as it was', async () => {
    const { document, all: [kenya, peru] } = await open({ kenya: 'write', peru: 'write' }) as { document: string; all: [Page, Page] }
    const before = peru.live.doc.value
    append(peru, 'more, ')
    await equal(document, [kenya, peru])
    peru.cut()
    remove(kenya, 'its mandate')
    remove(kenya, 'more')
    append(peru, 'and more. ', 1)
    remove(peru, 'recalling')
    await equal(document, [kenya])
    await stage.reopen()
    await equal(document, [kenya, peru])
    await eventually(() => peru.stood().length > 0, 'the server has compared')
    expect(peru.stood().every(Boolean)).toBe(true)
    expect(peru.live.doc.value).toBe(before)
    expect(words(before)).toBe('Recalling , , \nfurther , and more. ')
  })

  it('what stands on words of somebody who does not come back is kept on the screen of its author, and he sees until then that it is not saved', async () => {
    const { document, all: [kenya, peru] } = await open({ kenya: 'write', peru: 'write' }) as { document: string; all: [Page, Page] }
    const copy = await head(document)
    append(peru, 'peru says. ')
    await equal(document, [kenya, peru])
    append(kenya, 'kenya agrees. ')
    append(kenya, 'alone. ', 1)
    await equal(document, [kenya, peru])
    gone(peru)
    await whileStopped(() => putBack(document, copy))
    await eventually(() => kenya.live.saved.value.state === 'not-saved', 'Kenya sees that it is not saved')
    await eventually(() => kenya.live.lost.value.length > 0, 'what could not come is shown')
    await equal(document, [kenya])
    const text = words(await stage.documents.text(document))
    expect(times(text, 'kenya agrees')).toBe(0)
    expect(lost(kenya)).toContain('kenya agrees.')
    expect(kenya.live.lost.value[0]!.why).toBe('text-lost')
    append(kenya, 'And on.')
    await equal(document, [kenya])
    expect(words(await stage.documents.text(document))).toContain('And on.')
  })

  it('who only reads sees what the server holds, and is told of no lost words', async () => {
    const { document, all: [kenya, chad] } = await open({ kenya: 'write', chad: 'read' }) as { document: string; all: [Page, Page] }
    const copy = await head(document)
    append(kenya, 'gone. ')
    await equal(document, [kenya, chad])
    gone(kenya)
    await whileStopped(() => putBack(document, copy))
    await eventually(() => chad.live.synced.value && !words(chad.live.doc.value).includes('gone'), 'the text as it is')
    await equal(document, [chad])
    expect(lost(chad)).toBe('')
  })

  it('a server that lags behind what another told is no server that was put back: asked again, it has it, and the page goes on as it was', async () => {
    const { document, all: [kenya] } = await open({ kenya: 'write' }) as { document: string; all: [Page] }
    const copy = await head(document)
    append(kenya, 'told by another. ')
    await equal(document, [kenya])
    const before = kenya.live.doc.value
    const rows = await stage.prisma.documentLog.findMany({ where: { document, seq: { gt: copy } } })
    kenya.cut()
    await whileStopped(() => stage.prisma.documentLog.deleteMany({ where: { document, seq: { gt: copy } } }))
    const asked = kenya.asked()
    kenya.back()
    await eventually(() => kenya.asked() > asked, 'it was asked by less')
    await whileStopped(() => stage.prisma.documentLog.createMany({ data: rows as never }))
    await equal(document, [kenya])
    expect(kenya.live.doc.value).toBe(before)
    expect(times(words(before), 'told by another')).toBe(1)
  })

  it('beneath a running server: no row enters behind one that is gone, the room is opened anew, and all comes in again', async () => {
    const { document, all } = await open({ kenya: 'write', peru: 'write' })
    const copy = await head(document)
    for (let n = 0; n < 3; n++) { append(all[0]!, `since${n}. `); await equal(document, all) }
    await putBack(document, copy)
    append(all[1]!, 'next. ')
    await eventually(() => stage.complaints.some((complaint) => complaint.includes('a room failed')), 'it is noticed')
    await equal(document, all)
    const rows = await stage.log(document)
    expect(rows.map(({ seq }) => seq)).toEqual(rows.map((_, index) => index + 1))
    for (const word of ['since0', 'since1', 'since2', 'next']) expect(times(words(await stage.documents.text(document)), word), word).toBe(1)
  })
})

describe('the whole database', () => {
  let server: ChildServer
  let table: Table
  beforeAll(async () => {
    server = await childServer()
    const secretariat = await server.as('secretariat')
    table = await foundTable({ secretariat, url: server.url, issued: (email) => server.mailed(email) })
  })
  afterAll(() => server.drop())

  /** As the manual says: of a stopped server its folder, or a copy of its PostgreSQL database. */
  const place = () => (server.databaseUrl ? new URL(server.databaseUrl).pathname.slice(1) : server.dataDir)
  async function administered(...statements: string[]): Promise<void> {
    const client = new pg.Client({ connectionString: administer })
    await client.connect().then(async () => { for (const statement of statements) await client.query(statement) }).finally(() => client.end())
  }
  async function copy(from: string, to: string): Promise<void> {
    await removeCopy(to)
    if (administer) await administered(`CREATE DATABASE ${to} TEMPLATE ${from}`)
    else cpSync(from, to, { recursive: true })
  }
  async function removeCopy(of: string): Promise<void> {
    if (administer) await administered(`DROP DATABASE IF EXISTS ${of} WITH (FORCE)`)
    else rmSync(of, { recursive: true, force: true })
  }

  it('people write on in what was restored, with all that their pages still held', async () => {
    const { paper, document } = await table.paper()
    const page = (client: Table['people']['kenya'], name: string) => keep(openPage(`${server.url.replace('http', 'ws')}/documents`, document, name, { cookie: client.cookie, origin: server.url }))
    const [kenya, civil, observer] = [page(table.people.kenya, 'k'), page(table.people.civil, 'c'), page(table.people.observer, 'o')]
    const settled = (all: Page[]) => eventually(() => {
      for (const each of all) if (each.live.connection.value.state !== 'live') each.back()
      return all.every((each) => each.settled()) && new Set(all.map(({ live }) => digestOf(live.doc.value))).size === 1
    }, `one text: ${all.map(({ live }) => words(live.doc.value)).join(' | ')}`, 40_000)
    const all = [kenya, civil, observer]
    await settled(all)
    append(kenya, 'Before the copy. ')
    await settled(all)
    await server.stop()
    const backup = `${place()}_copy`
    await copy(place(), backup)
    await server.start()
    await settled(all)
    const papers = () => table.people.chair.command('papers/makePaper', { body: table.body, title: 'After the copy', kind: 'position-paper', language: 'en' })
    await papers()
    for (let n = 0; n < 4; n++) { append(kenya, `k${n}. `); await settled(all); append(civil, `c${n}. `); await settled(all) }
    const text = words(kenya.live.doc.value)
    const held = all.map(({ live }) => live.doc.value)
    await server.kill()
    await copy(backup, place())
    await server.start()
    await eventually(() => {
      for (const each of all) if (each.live.connection.value.state !== 'live') each.back()
      return all.every(({ live }, index) => live.doc.value !== held[index])
    }, 'all have noticed', 40_000)
    await settled(all)
    expect(words(observer.live.doc.value)).toBe(text)
    expect(all.map(lost)).toEqual(['', '', ''])
    // The record goes on from where the copy stood.
    await papers()
    append(civil, 'And on. ')
    await settled(all)
    const { paragraphs } = await table.people.chair.query('papers/version', { paper }) as { paragraphs: AuthoredBlock[] }
    const by = (word: string) => paragraphs.flatMap(({ runs }) => runs.filter(({ text }) => text.includes(word)).map((run) => run.by))
    expect([by('Before'), by('k1'), by('c2'), by('And on')]).toEqual([[table.seats.kenya], ['unnamed'], ['unnamed'], [table.seats.civil]])
    expect(JSON.stringify(await table.people.chair.query('papers/history', { paper }))).toContain('"author":"unnamed"')
    await server.stop()
    await removeCopy(backup)
    const verified = spawnSync(process.execPath, ['server/dist/verify-record.js'], { cwd: root, encoding: 'utf8', env: { ...process.env, DATA_DIR: server.dataDir, DATABASE_URL: server.databaseUrl ?? '' } })
    expect([verified.status, verified.stdout]).toEqual([0, expect.stringContaining(`${table.body}: `)])
  }, 240_000)
})
