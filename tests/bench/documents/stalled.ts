// Twenty who have stopped reading while 40 MB are pasted: what the server keeps for them.
import * as Y from 'yjs'
import { seedPaper } from '@roundtable/shared/papers/schema'
import { mega, type Result, type Row } from './report'
import { isOurs, NAMES, type House, type Kind, type Server } from './servers'
import { count, rounds, SEED } from './settings'
import { join, pause, seeded, textOf } from './typing'
import { median } from '../process'
import { lengthOf } from './trace'

const STALLED = 20
const PASTES = count(200, 30)
const BYTES = 200_000

/** Each takes the one before away, so the text itself stays small. */
function pastes(): Uint8Array[] {
  const doc = new Y.Doc()
  doc.clientID = 5
  const updates: Uint8Array[] = []
  doc.on('update', (update: Uint8Array) => { updates.push(update) })
  seedPaper(doc, [{ id: 'paper', role: 'text', runs: [{ text: '.', marks: {} }] }])
  const text = (doc.getXmlFragment('paper').get(0) as Y.XmlElement).get(0) as Y.XmlText
  const random = seeded(SEED)
  for (let turn = 0; turn < PASTES; turn += 1) doc.transact(() => {
    if (text.length > 1) text.delete(1, text.length - 1)
    text.insert(1, Array.from({ length: BYTES / 8 }, () => Math.floor(random() * 2 ** 40).toString(36).padStart(8, '0').slice(0, 8)).join(''))
  })
  return updates
}

interface Figures { before: number; peak: number; after: number; told: boolean }

async function once(server: Server, updates: Uint8Array[]): Promise<Figures> {
  await server.make(['stalled'])
  const writer = await join(server, 'stalled', 'writer')
  const stalled = []
  for (let index = 0; index < STALLED; index += 1) stalled.push(await join(server, 'stalled', `person-${index}`))
  const reader = await join(server, 'stalled', 'reader-live')
  reader.listen(() => undefined)
  writer.listen(() => undefined)
  for (const wire of stalled) wire.pause()
  await pause(300)
  const before = server.rss()
  let peak = before
  const begun = performance.now()
  for (const [index, update] of updates.entries()) {
    writer.say(server.dialect.sync('stalled', 2, update))
    // 5 MB a second.
    do { await pause(5); peak = Math.max(peak, server.rss()) } while (performance.now() - begun < index * 40 || writer.unsent > 1_000_000)
  }
  await pause(1_500)
  const after = server.rss()
  const told = lengthOf(await textOf(server, 'stalled')) >= BYTES
  for (const wire of [...stalled, writer, reader]) wire.end()
  return { before, peak: Math.max(peak, after), after, told }
}

export async function measure(house: House): Promise<Result> {
  const updates = pastes()
  const kinds = house.kinds.filter((kind) => kind !== 'relay')
  const found = new Map<Kind, Figures[]>()
  for (let round = 0; round < rounds(2); round += 1) for (const kind of kinds) {
    const server = await (await house.place(kind)).start()
    const figures = await once(server, updates)
    found.set(kind, [...found.get(kind) ?? [], figures])
    console.log(`  round ${round + 1}, ${NAMES[kind]}: ${mega(figures.before)} → ${mega(figures.after)} MB, at most ${mega(figures.peak)}${figures.told ? '' : ', NOT ALL TOLD'}`)
    await server.end()
  }
  const of = (kind: Kind, which: 'before' | 'after' | 'peak') => median((found.get(kind) ?? []).map((figures) => figures[which]))
  const grown = (kind: Kind) => of(kind, 'peak') - of(kind, 'before')
  const peers = kinds.filter((kind) => !isOurs(kind))
  const better = Math.min(...peers.map(grown))
  // What a server weighs before anybody comes is no matter of stalled receivers; it stands in the table.
  const rows: Row[] = kinds.filter(isOurs).map((kind) => ({ figure: `memory taken by ${STALLED} stalled receivers, ${(PASTES * BYTES) / 1e6} MB pasted, ${NAMES[kind]}`, goal: 'not above the better peer', measured: `${mega(grown(kind))} / ${mega(better)} MB`, ratio: grown(kind) / better, met: Number.isFinite(better) ? grown(kind) <= better : undefined }))
  return { rows, tables: [{ title: `Resident memory of the server, MB, medians of ${rounds(2)} interleaved rounds; ours with Prisma's client, the embedded one with the database itself. The goal is held against what was grown, not against the whole`, rows: kinds.map((kind) => ({ server: NAMES[kind], before: mega(of(kind, 'before')), 'at most': mega(of(kind, 'peak')), after: mega(of(kind, 'after')), grown: mega(grown(kind)) })) }] }
}
