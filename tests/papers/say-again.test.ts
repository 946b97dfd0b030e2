// Who was without a line says again, edit by edit, what was not stored: the page's own document on a real server, with a line that can be cut.
import { afterAll, afterEach, beforeAll, expect, it, vi } from 'vitest'
import { WebSocket } from 'ws'
import * as Y from 'yjs'
import { readPaper, ROOT, seedPaper } from '@roundtable/shared/papers/schema'
import { openDocument, type LiveDocument } from '../../client/src/wire/document'
import type { Client } from '../support/client'
import { foundTable, type Table } from '../support/table'
import { openWorld, type World } from '../support/world'

let world: World
let table: Table
beforeAll(async () => {
  vi.stubGlobal('window', new EventTarget())
  if (!('navigator' in globalThis)) vi.stubGlobal('navigator', { onLine: true })
  world = await openWorld()
  table = await foundTable(world)
})
const open: LiveDocument[] = []
afterEach(() => { for (const live of open.splice(0)) live.close() })
afterAll(async () => { vi.unstubAllGlobals(); await world.close() })

interface Line { live: LiveDocument; said: number; cut(): void; back(): void }

/** A page of a person; `said` counts the changes that it has sent. */
function page(client: Client, document: string): Line {
  let down = false
  const sockets = new Set<WebSocket>()
  const line = { said: 0 } as Line
  class Wire extends WebSocket {
    constructor(address: string | URL) {
      super(down ? 'ws://127.0.0.1:1' : address, { headers: { cookie: client.cookie, origin: world.url } })
      this.on('error', () => {})
      sockets.add(this)
      const send = this.send.bind(this)
      this.send = (bytes: unknown) => {
        const [kind, step] = bytes as Uint8Array
        if (kind === 0 && step === 2) line.said += 1
        send(bytes as Uint8Array)
      }
    }
  }
  line.live = openDocument(document, { server: `${world.url.replace('http', 'ws')}/documents`, Socket: Wire as unknown as typeof globalThis.WebSocket })
  line.cut = () => { down = true; for (const socket of sockets) socket.terminate() }
  line.back = () => { down = false; line.live.tryNow() }
  open.push(line.live)
  return line
}
const until = (holds: () => boolean, what: string) => vi.waitFor(() => { if (!holds()) throw new Error(`never: ${what}`) }, { timeout: 20_000, interval: 20 })
const paragraphs = (doc: Y.Doc) => readPaper(doc.getXmlFragment(ROOT)).map(({ runs }) => runs.map(({ text }) => text).join(''))
const textIn = ({ live }: Line, block = 0) => (live.doc.value.getXmlFragment(ROOT).get(block) as Y.XmlElement).get(0) as Y.XmlText
const stored = async (document: string) => {
  const reader = page(table.people.observer, document)
  await until(() => reader.live.synced.value, 'the reader has the text')
  return paragraphs(reader.live.doc.value)
}

async function twoAtOnePaper() {
  const { paper, document } = await table.paper()
  await world.app.documents.act(document, (held) => world.prisma.$transaction((tx) => held.write(tx, (doc) => {
    const fragment = doc.getXmlFragment(ROOT)
    fragment.delete(0, fragment.length)
    seedPaper(doc, [{ id: 'b1', role: 'text', runs: [{ text: 'Bridges and roads', marks: {} }] }])
  })))
  const [kenya, industry] = [page(table.people.kenya, document), page(table.people.industry, document)]
  for (const line of [kenya, industry]) await until(() => line.live.synced.value && line.live.writing.value, 'both may write')
  return { paper, document, kenya, industry }
}

it('words typed without a line into what another splits meanwhile stand once, in the half they belong to', async () => {
  const { document, kenya, industry } = await twoAtOnePaper()
  kenya.cut()
  await until(() => kenya.live.connection.value.state !== 'live', 'the line is cut')
  const before = kenya.said
  textIn(kenya).insert(17, ' of')
  textIn(kenya).insert(20, ' steel')
  expect(kenya.live.saved.value.state).toBe('not-saved')
  // As an editor splits: the right half is written anew in a paragraph of its own.
  industry.live.doc.value.transact(() => {
    textIn(industry).delete(7, 10)
    const element = new Y.XmlElement('paragraph')
    element.setAttribute('id', 'b2')
    element.setAttribute('role', 'text')
    const text = new Y.XmlText()
    text.insert(0, ' and roads')
    element.insert(0, [text])
    industry.live.doc.value.getXmlFragment(ROOT).insert(1, [element])
  })
  await until(() => industry.live.saved.value.state === 'saved', 'the split is stored')
  kenya.back()
  await until(() => kenya.live.connection.value.state === 'live' && kenya.live.saved.value.state === 'saved', 'what was typed is stored')
  expect(kenya.said - before, 'each edit for itself').toBe(2)
  await until(() => paragraphs(kenya.live.doc.value).join('|') === 'Bridges| and roads of steel', 'Kenya sees it')
  await until(() => paragraphs(industry.live.doc.value).join('|') === 'Bridges| and roads of steel', 'the other sees it')
  expect(await stored(document)).toEqual(['Bridges', ' and roads of steel'])
  expect(kenya.live.lost.value).toEqual([])
})

it('an edit that is refused when it is said again: its words stay with their author, with the reason; what came before it is stored', async () => {
  const { document, kenya, industry } = await twoAtOnePaper()
  kenya.cut()
  await until(() => kenya.live.connection.value.state !== 'live', 'the line is cut')
  textIn(kenya).insert(17, ' of')
  // No editor of ours writes it: a mark that the paper's schema has not.
  textIn(kenya).insert(20, ' gold', { shout: { loud: true } })
  kenya.back()
  await until(() => kenya.live.lost.value.length > 0, 'what was refused is shown')
  const [lost] = kenya.live.lost.value
  expect(lost!.why).toBe('malformed')
  expect(lost!.pieces.map(({ words }) => words).join()).toContain('gold')
  await until(() => kenya.live.connection.value.state === 'live' && kenya.live.synced.value, 'the page goes on')
  // The good edit is in, or its words are among the lost: nothing vanishes.
  const now = (await stored(document)).join('|')
  expect(now.includes(' of') || lost!.pieces.some(({ words }) => words.includes('of'))).toBe(true)
  expect(now).not.toContain('gold')
  textIn(kenya).insert(0, 'Long ')
  await until(() => paragraphs(industry.live.doc.value).join('|').startsWith('Long Bridges'), 'and what is typed after it comes through')
})

it('who may not write any more when the line is back keeps the words and reads why', async () => {
  const { paper, document, kenya } = await twoAtOnePaper()
  kenya.cut()
  await until(() => kenya.live.connection.value.state !== 'live', 'the line is cut')
  textIn(kenya).insert(17, ' of steel')
  await table.people.chair.command('papers/adopt', { paper, how: 'by-consensus', asOrallyRevised: false })
  kenya.back()
  await until(() => kenya.live.lost.value.length > 0, 'the words are kept')
  expect(kenya.live.lost.value[0]!.pieces.map(({ words }) => words).join()).toContain('of steel')
  expect(kenya.live.lost.value[0]!.why).toBe('paper-closed')
  expect(await stored(document)).toEqual(['Bridges and roads'])
})
