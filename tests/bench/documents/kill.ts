// Typed, seen by another, acknowledged, then kill -9: what is missing after the restart.
import * as Y from 'yjs'
import { type Result, type Row } from './report'
import { isOurs, NAMES, type House, type Kind, type Server } from './servers'
import { count, option, SEED } from './settings'
import { join, pause, plant, play, seeded, strokes, textOf, Typist } from './typing'
import type { Wire } from './wire'

/** The goal's 200 take some ten minutes a database: `--kills=200`. */
const TRIES = Number(option('kills') ?? count(20, 2))
const PEERS = Math.min(TRIES, 3)
const WRITERS = 4
const PER_SECOND = 20

interface Lost { seen: number; acked: number; lostSeen: number; lostAcked: number }

async function once(server: Server, document: string, random: () => number): Promise<{ typists: Typist[]; seen: Map<number, number>; acked: Map<number, number> }> {
  await server.make([document])
  const { ends, leave } = await plant(server, document, WRITERS)
  const wires: Wire[] = []
  for (let index = 0; index <= WRITERS; index += 1) wires.push(await join(server, document, index === WRITERS ? 'reader' : `person-${index}`))
  leave()
  const typists = ends.map((end, index) => new Typist(1_000 + index, end, 60))
  const seen = new Map<number, number>(), acked = new Map<number, number>()
  for (const [index, wire] of wires.entries()) wire.listen(({ bytes }) => {
    const told = server.dialect.read(bytes)
    // Hocuspocus acknowledges one by one, y-websocket-server not at all.
    if (told.is === 'ack' && index < WRITERS) acked.set(1_000 + index, told.n ?? (acked.get(1_000 + index) ?? 0) + 1)
    if (told.is !== 'update' && told.is !== 'answer') return
    for (const [client, clock] of Y.parseUpdateMeta(told.bytes).to) if (client >= 1_000 && client !== 1_000 + index) seen.set(client, Math.max(clock, seen.get(client) ?? 0))
  })
  const plan = strokes(typists.map((typist, index) => ({ typist, wire: wires[index]!, say: (key: Uint8Array) => server.dialect.sync(document, 2, key) })), PER_SECOND, Math.floor(random() * 1e9))
  const end = performance.now() + 200 + random() * 800
  await play(plan, () => performance.now() > end)
  // Somewhere between a key and what follows it.
  const spin = performance.now() + random() * 8
  while (performance.now() < spin) await new Promise((go) => { setImmediate(go) })
  await server.end('SIGKILL')
  for (const wire of wires) wire.end()
  return { typists, seen, acked }
}

async function kills(house: House, kind: Kind, tries: number): Promise<Lost[]> {
  const random = seeded(SEED)
  const place = await house.place(kind, true)
  let server = await place.start()
  const all: Lost[] = []
  for (let turn = 0; turn < tries; turn += 1) {
    const document = `kill-${turn}`
    const { seen, acked } = await once(server, document, random)
    server = await place.start()
    // y-websocket-server answers before it has read its store.
    await textOf(server, document)
    if (!isOurs(kind)) await pause(1_500)
    const stored = Y.decodeStateVector(Y.encodeStateVector(await textOf(server, document)))
    const missing = (told: Map<number, number>) => [...told].reduce((sum, [client, clock]) => sum + Math.max(0, clock - (stored.get(client) ?? 0)), 0)
    const total = (told: Map<number, number>) => [...told.values()].reduce((sum, clock) => sum + clock, 0)
    all.push({ seen: total(seen), acked: total(acked), lostSeen: missing(seen), lostAcked: missing(acked) })
    if (all.at(-1)!.lostSeen > 0 && isOurs(kind)) console.log(`  ${NAMES[kind]}, try ${turn + 1}: ${all.at(-1)!.lostSeen} seen and lost`)
  }
  await server.end()
  return all
}

export async function measure(house: House): Promise<Result> {
  const rows: Row[] = []
  const table: Record<string, string | number>[] = []
  for (const kind of house.kinds.filter((kind) => kind !== 'relay')) {
    const begun = performance.now()
    const tries = await kills(house, kind, isOurs(kind) ? TRIES : PEERS)
    const sum = (which: keyof Lost) => tries.reduce((all, one) => all + one[which], 0)
    table.push({ server: `${NAMES[kind]}${kind === 'yws' ? ' + y-leveldb' : kind === 'hocuspocus' ? ' + SQLite' : ''}`, kills: tries.length, 'seen by another': sum('seen'), 'seen and lost': sum('lostSeen'), acknowledged: kind === 'yws' ? '–' : sum('acked'), 'acknowledged and lost': kind === 'yws' ? '–' : sum('lostAcked'), 'kills with a loss': tries.filter(({ lostSeen, lostAcked }) => lostSeen + lostAcked > 0).length })
    if (isOurs(kind)) rows.push({ figure: `kill -9, ${tries.length} tries, ${NAMES[kind]}: characters seen and lost, acknowledged and lost`, goal: '0, 0', measured: `${sum('lostSeen')} of ${sum('seen')}, ${sum('lostAcked')} of ${sum('acked')}`, met: sum('lostSeen') + sum('lostAcked') === 0 })
    console.log(`  ${NAMES[kind]}: ${tries.length} kills, ${sum('lostSeen')} of ${sum('seen')} lost, ${((performance.now() - begun) / 1000).toFixed(0)} s`)
  }
  return { rows, tables: [{ title: `${WRITERS} writers of ${PER_SECOND} keys/s, killed after 0.2–1 s; the peers with their own stores`, rows: table }] }
}
