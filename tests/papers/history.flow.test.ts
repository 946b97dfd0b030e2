// PAP-9 to PAP-12 through the whole house: two delegations write, the history says who, versions are named, an earlier text is put back, and nothing leaks.
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import * as Y from 'yjs'
import type { AuthoredBlock } from '@roundtable/shared/papers/authors'
import { authoredWord } from '@roundtable/shared/papers/authored-word'
import { sideOf, differenceOf } from '@roundtable/shared/papers/difference'
import { ROOT } from '@roundtable/shared/papers/schema'
import { openPast } from '../../server/src/documents/past'
import type { Client } from '../support/client'
import { opened } from '../support/examples/meetings'
import { join, type Joined } from '../support/joined'
import { root } from '../support/places'
import { foundTable, type Table } from '../support/table'
import { openWorld, type World } from '../support/world'

let world: World
let table: Table
beforeAll(async () => {
  world = await openWorld()
  table = await foundTable(world)
}, 180_000)
afterAll(() => world.close())

interface Desk { paper: string; document: string; kenya: Joined; civil: Joined; leave(): void }
async function desk(): Promise<Desk> {
  const { paper, document } = await table.paper()
  const [kenya, civil] = [join(table.people.kenya, document), join(table.people.civil, document)]
  await Promise.all([kenya.synced(), civil.synced()])
  return { paper, document, kenya, civil, leave: () => { kenya.leave(); civil.leave() } }
}
/** Written by one, seen by the other: it is stored then. */
async function types(from: Joined, to: Joined, at: number, words: string, block = 0): Promise<void> {
  from.text(block).insert(at, words)
  await to.until((all) => all.includes(words), words)
}
const version = async (client: Client, paper: string, position?: number) => client.query('papers/version', { paper, ...(position === undefined ? {} : { position }) }) as Promise<Omit<Awaited<ReturnType<typeof client.query<'papers/version'>>>, 'paragraphs'> & { paragraphs: AuthoredBlock[] }>
const shown = ({ paragraphs }: { paragraphs: AuthoredBlock[] }) => paragraphs.map(({ runs }) => runs.map(({ by, text }) => `${Object.entries(table.seats).find(([, seat]) => seat === by)?.[0] ?? by}: ${text}`))

describe('who wrote what', () => {
  it('is told by delegation, from the log, as of any place in it; words in each other’s paragraphs too', async () => {
    const at = await desk()
    await types(at.kenya, at.civil, 0, 'States shall report.')
    const { head } = await table.people.observer.query('papers/history', { paper: at.paper })
    await types(at.civil, at.kenya, 'States '.length, 'and cities ')
    expect(shown(await version(table.people.observer, at.paper))).toEqual([['kenya: States ', 'civil: and cities ', 'kenya: shall report.']])
    expect(shown(await version(table.people.observer, at.paper, head))).toEqual([['kenya: States shall report.']])
    const history = await table.people.observer.query('papers/history', { paper: at.paper })
    expect(history.sittings).toMatchObject([{ by: expect.arrayContaining([{ author: table.seats.kenya, changes: 1 }, { author: table.seats.civil, changes: 1 }]) as unknown }])
    expect(history.moments.map(({ is, position }) => [is, position])).toEqual([['made', 1]])
    // Word by word, from what the server answers alone.
    const [before, after] = [(await version(table.people.kenya, at.paper, head)).paragraphs, (await version(table.people.kenya, at.paper)).paragraphs]
    expect(sideOf(differenceOf(before, after, 'en'), 'after').map(({ runs }) => runs.map(({ text }) => text).join(''))).toEqual(['States and cities shall report.'])
    at.leave()
  })

  it('stays with who wrote it first when another splits the paragraph, as an editor does it', async () => {
    const at = await desk()
    await types(at.kenya, at.civil, 0, 'First half. Second half.')
    const fragment = at.civil.doc.getXmlFragment(ROOT)
    at.civil.doc.transact(() => {
      at.civil.text().delete('First half. '.length, 'Second half.'.length)
      const right = new Y.XmlElement('paragraph')
      right.setAttribute('id', 'right')
      right.insert(0, [new Y.XmlText('Second half.')])
      fragment.insert(1, [right])
    })
    await at.kenya.until((words) => words === 'First half. \nSecond half.', 'split')
    await types(at.civil, at.kenya, 0, 'And a ', 1)
    expect(shown(await version(table.people.chair, at.paper))).toEqual([['kenya: First half. '], ['civil: And a ', 'kenya: Second half.']])
    at.leave()
  })

  it('is never what a client says: under another’s client id nothing is stored, and nobody is credited', async () => {
    const at = await desk()
    await types(at.kenya, at.civil, 0, 'Mine.')
    const forger = new Y.Doc()
    Y.applyUpdate(forger, Y.encodeStateAsUpdate(at.civil.doc))
    forger.clientID = at.kenya.doc.clientID
    const joined = join(table.people.industry, at.document, forger)
    await joined.synced()
    joined.text().insert(0, 'Forged. ')
    // What comes after it from an honest writer has passed the server behind it.
    await types(at.civil, at.kenya, 0, 'Honest. ')
    expect(shown(await version(table.people.chair, at.paper))).toEqual([['civil: Honest. ', 'kenya: Mine.']])
    joined.leave()
    at.leave()
  })

  it('of a not-attributed meeting names nobody, to nobody: not in the text, the sittings, the live ranges, the acts', async () => {
    const at = await desk()
    await types(at.kenya, at.civil, 0, 'Before. ')
    world.clock.advance(60_000)
    const { meeting } = await opened(world, table, 'not-attributed')
    await types(at.civil, at.kenya, 'Before. '.length, 'Within.')
    await table.people.kenya.command('papers/nameVersion', { paper: at.paper, title: 'In the room' })
    world.clock.advance(60_000)
    await table.people.chair.command('meetings/closeMeeting', { meeting })
    world.clock.advance(60_000)
    for (const client of [table.people.chair, table.people.civil, world.secretariat]) {
      expect(shown(await version(client, at.paper))).toEqual([['kenya: Before. ', 'unnamed: Within.']])
      const { sittings, moments } = await client.query('papers/history', { paper: at.paper })
      expect(sittings.find((one) => one.meeting === meeting)?.by).toEqual([{ author: 'unnamed', changes: 1 }])
      expect(moments.find(({ is }) => is === 'named')).toMatchObject({ by: 'unnamed', title: 'In the room' })
      expect(JSON.stringify(await client.query('papers/authors', { paper: at.paper }))).not.toContain(table.seats.civil)
      // What is saved with authors has no other names than these.
      const { paragraphs, authors } = await version(client, at.paper)
      const word = authoredWord({ title: 'Paper', language: 'en', direction: 'ltr', heading: 'Who wrote what', paragraphs, authors: authors.map((author) => ({ author, name: author })), placed: () => '' })
      expect([...Buffer.from(word).toString('utf8').matchAll(/w:author="([^"]*)"/g)].map(([, by]) => by)).toEqual([table.seats.kenya, 'unnamed'])
    }
    at.leave()
  })
})

describe('versions', () => {
  it('are named at a place or now, once each; a closed paper’s too; by who may write', async () => {
    const at = await desk()
    await types(at.kenya, at.civil, 0, 'A text.')
    const { position } = await table.people.kenya.command('papers/nameVersion', { paper: at.paper, title: 'Rev. 1' })
    await types(at.kenya, at.civil, 0, 'More. ')
    expect(await table.people.kenya.refused('papers/nameVersion', { paper: at.paper, position, title: 'Another' })).toMatchObject({ status: 409, refused: 'version-named' })
    expect(await table.people.kenya.refused('papers/nameVersion', { paper: at.paper, title: 'REV. 1' })).toMatchObject({ refused: 'version-named' })
    expect(await table.people.kenya.refused('papers/nameVersion', { paper: at.paper, position: 999, title: 'Far' })).toMatchObject({ status: 404, refused: 'version-unknown' })
    expect(await table.people.observer.refused('papers/nameVersion', { paper: at.paper, title: 'No' })).toMatchObject({ status: 403 })
    await table.people.chair.command('papers/adopt', { paper: at.paper, how: 'by-consensus', asOrallyRevised: false })
    await table.people.chair.command('papers/nameVersion', { paper: at.paper, title: 'As adopted' })
    const { moments, head } = await table.people.observer.query('papers/history', { paper: at.paper })
    expect(moments.map(({ is, title, position: place }) => [is, title, place])).toEqual([['named', 'As adopted', head], ['adopted', undefined, head], ['named', 'Rev. 1', position], ['made', undefined, 1]])
    at.leave()
  })

  it('and every other answer of the history are unknown to those who may not see the paper', async () => {
    const at = await desk()
    const elsewhere = await foundTable(world)
    for (const name of ['papers/history', 'papers/version', 'papers/authors'] as const) {
      expect(await world.public.queryRefused(name, { paper: at.paper })).toMatchObject({ status: 401 })
      expect(await elsewhere.people.chair.queryRefused(name, { paper: at.paper })).toMatchObject({ status: 404, refused: 'unknown' })
    }
    expect(await table.people.chair.queryRefused('papers/version', { paper: at.paper, position: 999 })).toMatchObject({ status: 404, refused: 'version-unknown' })
    expect((await version(table.people.chair, at.paper, 0)).paragraphs).toEqual([])
    at.leave()
  })
})

describe('restoring', () => {
  it('is an edit that others see at once: what stayed keeps its authors, the rest is of who restores, and the record says so', async () => {
    const at = await desk()
    await types(at.kenya, at.civil, 0, 'States should report yearly.')
    const { position } = await table.people.kenya.command('papers/nameVersion', { paper: at.paper, title: 'Good' })
    at.civil.text().delete('States should report '.length, 'yearly'.length)
    await types(at.civil, at.kenya, 'States should report '.length, 'never')
    const { became } = await table.people.chair.command('papers/restore', { paper: at.paper, position })
    await Promise.all([at.kenya, at.civil].map((one) => one.until((words) => words === 'States should report yearly.', 'restored')))
    expect(shown(await version(table.people.observer, at.paper))).toEqual([['kenya: States should report ', 'office: yearly', 'kenya: .']])
    const { moments } = await table.people.observer.query('papers/history', { paper: at.paper })
    expect(moments[0]).toMatchObject({ is: 'restored', restored: position, position: became, by: 'office' })
    expect(await table.people.chair.refused('papers/restore', { paper: at.paper, position })).toMatchObject({ status: 409, refused: 'text-same' })
    // It goes on from there.
    await types(at.civil, at.kenya, 0, 'All ')
    at.leave()
  })

  it('is done by the secretariat on the chair’s instruction only, and the record and the log say so', async () => {
    const at = await desk()
    await types(at.kenya, at.civil, 0, 'As it was.')
    const { position } = await table.people.kenya.command('papers/nameVersion', { paper: at.paper, title: 'Was' })
    await types(at.civil, at.kenya, 0, 'Not ')
    expect(await world.secretariat.refused('papers/restore', { paper: at.paper, position })).toMatchObject({ status: 403, refused: 'instruction-missing' })
    expect(at.kenya.words()).toBe('Not As it was.')
    const { became } = await world.secretariat.command('papers/restore', { paper: at.paper, position, onInstruction: true })
    await Promise.all([at.kenya, at.civil].map((one) => one.until((words) => words === 'As it was.', 'restored')))
    const events = await world.prisma.event.findMany({ where: { body: table.body }, orderBy: { seq: 'desc' }, take: 1 })
    expect(events[0]!.content).toMatchObject({ type: 'textRestored', by: { role: 'secretariat', onInstruction: true }, payload: { position, became } })
    const row = await world.prisma.documentLog.findFirst({ where: { document: at.document, seq: became } })
    expect(row!.parts).toMatchObject([{ seat: null, onInstruction: true }])
    at.leave()
  })

  it('while others type loses none of their later words, and leaves one text everywhere', async () => {
    const at = await desk()
    await types(at.kenya, at.civil, 0, 'The text as it was.')
    const { position } = await table.people.kenya.command('papers/nameVersion', { paper: at.paper, title: 'Was' })
    await types(at.kenya, at.civil, 0, 'Much was put in front. ')
    const restoring = table.people.kenya.command('papers/restore', { paper: at.paper, position })
    for (let count = 0; count < 20; count++) at.civil.text().insert(at.civil.text().length, ` ${count}`)
    await restoring
    await types(at.civil, at.kenya, at.civil.text().length, ' End')
    await at.kenya.until((words) => words === at.civil.words(), 'one text')
    expect(at.kenya.words()).toMatch(/^The text as it was\..* End$/)
    const { paragraphs } = await version(table.people.chair, at.paper)
    expect(paragraphs.map(({ runs }) => runs.map(({ text }) => text).join('')).join('\n')).toBe(at.kenya.words())
    at.leave()
  })

  it('is refused where the gate is closed, beyond the history, to who may not write, and from one paper into another', async () => {
    const at = await desk()
    await types(at.kenya, at.civil, 0, 'A text.')
    const other = await desk()
    expect(await table.people.kenya.refused('papers/restore', { paper: other.paper, position: 2 })).toMatchObject({ status: 404, refused: 'version-unknown' })
    expect(await table.people.observer.refused('papers/restore', { paper: at.paper, position: 1 })).toMatchObject({ status: 403 })
    expect(await table.people.rwanda.refused('papers/restore', { paper: at.paper, position: 1 })).toMatchObject({ status: 403 })
    await table.people.chair.command('papers/adopt', { paper: at.paper, how: 'by-consensus', asOrallyRevised: false })
    const before = await version(table.people.chair, at.paper)
    expect(await table.people.chair.refused('papers/restore', { paper: at.paper, position: 1 })).toMatchObject({ status: 409, refused: 'paper-closed' })
    expect(await version(table.people.chair, at.paper)).toEqual(before)
    other.leave()
    at.leave()
  })
})

describe('a long log', () => {
  it('is told in pages of sittings that leave nothing out, and a replay that takes too long ends and says so', async () => {
    const { paper, document } = await table.paper()
    const doc = new Y.Doc()
    doc.clientID = 4_242
    const [row] = await world.prisma.documentLog.findMany({ where: { document } })
    Y.applyUpdate(doc, row!.updates)
    const updates: Uint8Array[] = []
    doc.on('update', (update: Uint8Array) => { updates.push(update) })
    const text = (doc.getXmlFragment(ROOT).get(0) as Y.XmlElement).get(0) as Y.XmlText
    const ROWS = 45_000
    for (let count = 0; count < ROWS; count++) text.insert(count, String(count % 10))
    const began = world.clock.now().getTime()
    for (let from = 0; from < ROWS; from += 1_000) {
      await world.prisma.documentLog.createMany({ data: updates.slice(from, from + 1_000).map((update, index) => ({
        document, seq: from + index + 2, at: new Date(began + (from + index) * 200 + Math.floor((from + index) / 7_000) * 3_600_000), updates: new Uint8Array(update),
        parts: [{ person: 'somebody', seat: table.seats.kenya, session: 's', onInstruction: false, bytes: update.byteLength }],
      })) })
    }
    let [before, changes, pages] = [undefined as number | undefined, 0, 0]
    do {
      const page: { sittings: { by: { changes: number }[] }[]; before?: number } = await table.people.chair.query('papers/history', { paper, ...(before === undefined ? {} : { before }) })
      changes += page.sittings.flatMap(({ by }) => by).reduce((sum, one) => sum + one.changes, 0)
      before = page.before
      pages++
    } while (before !== undefined)
    expect([changes, pages]).toEqual([ROWS, 3])
    const hasty = openPast({ prisma: world.prisma, root, log: { warn: () => undefined }, patience: 1 })
    expect(await hasty.at(document, undefined, [])).toBe('busy')
    await hasty.close()
    const { paragraphs } = await version(table.people.chair, paper)
    expect(paragraphs.map(({ runs }) => runs.map(({ text: words, by }) => [words.length, by]))).toEqual([[[ROWS, table.seats.kenya]]])
  })
})
