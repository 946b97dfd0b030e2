// PAP-9: words written without a line in a not-attributed meeting and stored when it is over bear no name; who only says so is named, as far as the server can know.
import * as decoding from 'lib0/decoding'
import * as encoding from 'lib0/encoding'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import * as Y from 'yjs'
import type { AuthoredBlock } from '@roundtable/shared/papers/authors'
import { heldSince } from '../../server/src/documents/arrival'
import { markOf } from '../../server/src/documents/place'
import { HELD_UP } from '../../server/src/documents/replay'
import { opened } from '../support/examples/meetings'
import { join, type Joined } from '../support/joined'
import { foundTable, type Table } from '../support/table'
import { openWorld, type World } from '../support/world'

const DAY = 24 * 3_600_000
let world: World
let table: Table
let at: { paper: string; document: string; kenya: Joined; civil: Joined; meeting: string }
beforeAll(async () => {
  world = await openWorld()
  table = await foundTable(world)
}, 180_000)
afterAll(() => world.close())

/** A text with a word of each before the meeting, which is open. */
beforeEach(async () => {
  const { paper, document } = await table.paper()
  const [kenya, civil] = [join(table.people.kenya, document), join(table.people.civil, document)]
  await Promise.all([kenya.synced(), civil.synced()])
  await types(kenya, civil, 'Before. ')
  await types(civil, kenya, 'Also. ')
  world.clock.advance(60_000)
  const { meeting } = await opened(world, table, 'not-attributed')
  world.clock.advance(60_000)
  at = { paper, document, kenya, civil, meeting }
  return () => { at.kenya.leave(); at.civil.leave() }
})

/** At the end; seen by the other, so it is stored. */
async function types(from: Joined, to: Joined, words: string): Promise<void> {
  from.text().insert(from.text().length, words)
  await to.until((all) => all.includes(words), words)
}
const away = async ({ provider }: Joined): Promise<void> => {
  const gone = new Promise<void>((done) => { provider.on('status', ({ status }) => { if (status === 'disconnected') done() }) })
  provider.disconnect()
  await gone
}
async function close(): Promise<void> {
  await table.people.chair.command('meetings/closeMeeting', { meeting: at.meeting })
  world.clock.advance(10 * 60_000)
}
async function back(words: string): Promise<void> {
  at.kenya.provider.connect()
  await at.civil.until((all) => all.includes(words), words)
}
const write = (words: string) => { at.kenya.text().insert(at.kenya.text().length, words) }
async function told(): Promise<Record<string, string>> {
  const { paragraphs } = await table.people.chair.query('papers/version', { paper: at.paper }) as { paragraphs: AuthoredBlock[] }
  const nameOf = (by: string) => Object.entries(table.seats).find(([, seat]) => seat === by)?.[0] ?? by
  return Object.fromEntries(paragraphs.flatMap(({ runs }) => runs.flatMap(({ by, text }) => text.split(' ').filter(Boolean).map((word) => [word, nameOf(by)]))))
}
/** In sync step 2, as an answer to what nobody asked. */
const asAnswer = (update: Uint8Array): Uint8Array => encoding.encode((encoder) => { for (const value of [0, 1]) encoding.writeVarUint(encoder, value); encoding.writeVarUint8Array(encoder, update) })

describe('words of a not-attributed meeting that come when it is over', () => {
  it('bear no name, to nobody and nowhere; what their author writes when he is back does', async () => {
    await away(at.kenya)
    write('Within. ')
    await close()
    await types(at.civil, at.civil, 'After. ')
    await back('Within.')
    await types(at.kenya, at.civil, 'Back. ')
    at.kenya.text().delete(0, 'Before. '.length)
    await at.civil.until((all) => !all.includes('Before.'), 'taken out')
    expect(await told()).toEqual({ 'Also.': 'civil', 'After.': 'civil', 'Within.': 'unnamed', 'Back.': 'kenya' })
    const { sittings } = await table.people.kenya.query('papers/history', { paper: at.paper })
    // They are told where they came in: outside the meeting.
    expect(sittings[0]).toMatchObject({ by: expect.arrayContaining([{ author: 'unnamed', changes: 1 }, { author: table.seats.kenya, changes: 3 }]) as unknown })
    expect(sittings[0]!.meeting).toBeUndefined()
    const { authors } = await table.people.chair.query('papers/authors', { paper: at.paper })
    expect(authors).toContain('unnamed')
  })

  it('bear none when the page was closed meanwhile and its words come with another page of the same person', async () => {
    await away(at.kenya)
    write('Within. ')
    const kept = Y.encodeStateAsUpdate(at.kenya.doc)
    at.kenya.leave()
    await close()
    const doc = new Y.Doc()
    Y.applyUpdate(doc, kept)
    at.kenya = join(table.people.kenya, at.document, doc)
    await at.civil.until((all) => all.includes('Within.'), 'within')
    expect(await told()).toMatchObject({ 'Within.': 'unnamed' })
  })

  it('bear none when the line fails once more between two of them', async () => {
    await away(at.kenya)
    write('First, ')
    const first = Y.encodeStateAsUpdate(at.kenya.doc)
    write('second. ')
    const both = Y.encodeStateAsUpdate(at.kenya.doc)
    at.kenya.leave()
    await close()
    for (const [kept, words] of [[first, 'First,'], [both, 'second.']] as const) {
      const doc = new Y.Doc()
      Y.applyUpdate(doc, kept)
      at.kenya.leave()
      at.kenya = join(table.people.kenya, at.document, doc)
      await at.civil.until((all) => all.includes(words), words)
    }
    expect(await told()).toMatchObject({ 'First,': 'unnamed', 'second.': 'unnamed' })
  })

  it('bear none when a line held them back until a moment after the close', async () => {
    await table.people.chair.command('meetings/closeMeeting', { meeting: at.meeting })
    world.clock.advance(HELD_UP / 2)
    await types(at.kenya, at.civil, 'Stalled. ')
    world.clock.advance(HELD_UP)
    await types(at.kenya, at.civil, 'Later. ')
    expect(await told()).toMatchObject({ 'Stalled.': 'unnamed', 'Later.': 'kenya' })
  })
})

describe('who says so of words that are not', () => {
  it('is named when his page was told a word from after the meeting before it left the line', async () => {
    await close()
    await types(at.civil, at.kenya, 'After. ')
    await away(at.kenya)
    write('Hidden. ')
    world.clock.advance(60_000)
    await back('Hidden.')
    expect(await told()).toMatchObject({ 'After.': 'civil', 'Hidden.': 'kenya' })
  })

  it('is named when he wrote by a line since, however many words came between', async () => {
    await close()
    await types(at.kenya, at.civil, 'First. ')
    await away(at.kenya)
    for (let count = 0; count < 40; count++) await types(at.civil, at.civil, `${count} `)
    write('Hidden. ')
    await back('Hidden.')
    expect(await told()).toMatchObject({ 'First.': 'kenya', 'Hidden.': 'kenya', '39': 'civil' })
  })

  it('is named for an answer that nobody asked for, on a line that is up', async () => {
    await close()
    const before = Y.encodeStateVector(at.kenya.doc)
    const doc = new Y.Doc()
    Y.applyUpdate(doc, Y.encodeStateAsUpdate(at.kenya.doc))
    const text = (doc.getXmlFragment('paper').get(0) as Y.XmlElement).get(0) as Y.XmlText
    text.insert(text.length, 'Hidden. ')
    at.kenya.provider.ws!.send(new Uint8Array(asAnswer(Y.encodeStateAsUpdate(doc, before))))
    await at.civil.until((all) => all.includes('Hidden.'), 'hidden')
    expect(await told()).toMatchObject({ 'Hidden.': 'kenya' })
  })

  it('is named for what he writes when the line is back, though his page never says what else it has', async () => {
    await away(at.kenya)
    await close()
    await types(at.civil, at.civil, 'After. ')
    const hear = at.kenya.provider.messageHandlers[0]!
    at.kenya.provider.messageHandlers[0] = (...message) => { if (decoding.peekVarUint(message[1]) !== 0) hear(...message) }
    at.kenya.provider.connect()
    await at.kenya.until((all) => all.includes('After.'), 'after')
    await types(at.kenya, at.civil, 'Silent. ')
    expect(await told()).toMatchObject({ 'Silent.': 'kenya' })
  })

  it('is named for what he writes on a page that he opened since, before it has answered', async () => {
    await close()
    at.kenya.leave()
    at.kenya = join(table.people.kenya, at.document)
    await at.kenya.synced()
    await types(at.kenya, at.civil, 'Fresh. ')
    expect(await told()).toMatchObject({ 'Fresh.': 'kenya' })
  })

  it('is named when the row that his page names as lost stands in the log; not when there is none such', async () => {
    await close()
    await types(at.civil, at.kenya, 'After. ')
    const [row] = await world.prisma.documentLog.findMany({ where: { document: at.document }, orderBy: { seq: 'desc' }, take: 1 })
    const { provider } = at.kenya
    for (const [words, seq] of [['Standing. ', row!.seq], ['Gone. ', row!.seq + 1_000]] as const) {
      await away(at.kenya)
      provider.params['again'] = `${seq}.${markOf(row!.updates)}.1`
      provider.connect()
      await at.kenya.synced()
      await types(at.kenya, at.civil, words)
    }
    expect(await told()).toMatchObject({ 'After.': 'civil', 'Standing.': 'kenya', 'Gone.': 'unnamed' })
  })

  it('is believed for thirty days at most', async () => {
    const now = new Date(world.clock.now().getTime() + 31 * DAY)
    expect(await heldSince(world.prisma, at.document, new Map([[1, 1]]), now)).toBe(now.getTime() - 30 * DAY)
  })
})
