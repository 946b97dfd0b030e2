// Compaction: in a thread of its own, within a time, and only what is equal to the log; whatever becomes of it nobody waits and the log is whole.
import { fileURLToPath } from 'node:url'
import { afterEach, expect, it } from 'vitest'
import * as Y from 'yjs'
import { Compaction } from '../../server/src/documents/compaction'
import { Compactor } from '../../server/src/documents/compactor'
import { build } from '../../server/src/documents/compaction.worker'
import { COMPACT } from '../../server/src/documents/limits'
import { Tally } from '../../server/src/documents/tally'
import { Truth } from '../../server/src/documents/text'
import { changed, eventually, Raw, textOf, type } from './peers'
import { openStage } from './stage'

const before = { ...COMPACT }
afterEach(() => { Object.assign(COMPACT, before) })
const quiet = { error: () => undefined }
const paper = () => {
  const doc = new Y.Doc()
  const block = new Y.XmlElement('paragraph')
  doc.getXmlFragment('paper').insert(0, [block])
  block.insert(0, [new Y.XmlText('Words. ')])
  return doc
}

it('a thread that takes too long is ended: meanwhile everybody goes on, there and elsewhere, and the log is as it was', async () => {
  Object.assign(COMPACT, { rows: 5, patience: 4_000 })
  const stage = await openStage({ compaction: fileURLToPath(new URL('./stuck.worker.mjs', import.meta.url)) })
  const [huge, other] = [await stage.makeDocument({ kenya: 'write' }), await stage.makeDocument({ peru: 'write' })]
  const kenya = await new Raw(stage.url, huge, 'kenya').joined()
  const peru = await new Raw(stage.url, other, 'peru').joined()
  const both = async (times: number) => {
    for (let n = 0; n < times; n++) for (const peer of [kenya, peru]) { const at = peer.acked; peer.write(type('.')); await peer.until(() => peer.acked > at, 'ack') }
  }
  const { compactions } = stage.documents.tally
  await both(10)
  // Both documents were due long ago, and the first is still being tried.
  expect(compactions).toEqual({ done: 0, failed: 0 })
  await eventually(() => compactions.failed === 2, 'both are given up')
  await both(10)
  expect(compactions.failed, 'the next try waits').toBe(2)
  expect([await stage.prisma.documentSnapshot.count(), (await stage.log(huge)).length]).toEqual([0, 21])
  expect(await stage.stored(huge)).toBe(kenya.words)
  for (const peer of [kenya, peru]) peer.close()
  await stage.close()
})

it('a document of twenty thousand pieces is compacted while its writer goes on, and read from the snapshot it is the same', async () => {
  const stage = await openStage()
  const document = await stage.makeDocument({ kenya: 'write' })
  const written = await stage.documents.text(document)
  const updates = changed(written, (doc) => { const text = textOf(doc); for (let n = 0; n < 20_000; n++) text.insert(n % 7, String(n % 10)); text.delete(20, 6_000) })
  for (let seq = 2; seq <= 499; seq++) {
    const row = seq === 2 ? updates : changed(written, type(String(seq % 10)))
    await stage.prisma.documentLog.create({ data: { document, seq, at: new Date(), updates: new Uint8Array(row), parts: [{ person: 'kenya', seat: null, session: null, onInstruction: false, bytes: row.byteLength }] } })
  }
  const kenya = await new Raw(stage.url, document, 'kenya').joined()
  let n = 0
  for (; stage.documents.tally.compactions.done === 0 && n < 1_000; n++) { kenya.write(type(String(n % 10))); await kenya.until(() => kenya.acked > n, 'ack') }
  expect(stage.documents.tally.compactions).toEqual({ done: 1, failed: 0 })
  const { seq, state } = (await stage.prisma.documentSnapshot.findUnique({ where: { document } }))!
  const rows = await stage.log(document)
  expect(rows).toHaveLength(499 + n)
  const fromLog = new Y.Doc()
  for (const row of rows.slice(0, seq)) Y.applyUpdate(fromLog, row.updates)
  const fromSnapshot = new Y.Doc()
  Y.applyUpdate(fromSnapshot, state)
  expect(Y.equalSnapshots(Y.snapshot(fromLog), Y.snapshot(fromSnapshot))).toBe(true)
  expect(JSON.stringify(fromSnapshot.getXmlFragment('paper').toJSON())).toBe(JSON.stringify(fromLog.getXmlFragment('paper').toJSON()))
  await stage.reopen()
  expect(await stage.stored(document)).toBe(kenya.words)
  kenya.close()
  await stage.close()
})

it('a thread that takes more than its memory is ended, the server is not, and the next document gets a thread of its own', async () => {
  Object.assign(COMPACT, { memory: 48 })
  const compactor = new Compactor(fileURLToPath(new URL('./hungry.worker.mjs', import.meta.url)), { pieces: async function* () { /* nothing is read */ } })
  for (let n = 0; n < 2; n++) await expect(compactor.build('doc', 1)).rejects.toMatchObject({ code: 'ERR_WORKER_OUT_OF_MEMORY' })
  await compactor.stop()
})

it('a log with a gap makes no snapshot', () => {
  const doc = paper()
  const all = [Y.encodeStateAsUpdate(doc), ...['a', 'b'].map((word) => changed(doc, type(word)))]
  expect(build(all).built?.vector).toEqual(Y.encodeStateVector(doc))
  expect(build([all[0]!, all[2]!])).toEqual({ why: 'the log has a gap' })
})

/** A room's compaction with a thread that answers `vector`. */
function compaction(doc: Y.Doc, vector: Uint8Array) {
  const kept: number[] = []
  const asked: number[] = []
  const tally = new Tally()
  const truth = new Truth(7, [Y.encodeStateAsUpdate(doc)])
  const folded = new Compaction('doc', truth, {
    tally, log: quiet, compactor: { build: (_, seq) => { asked.push(seq); return Promise.resolve({ state: Y.encodeStateAsUpdate(doc), vector }) } },
    store: { base: () => Promise.resolve(undefined), snapshot: (_, seq) => { kept.push(seq); return Promise.resolve() } },
  }, COMPACT.rowsAtLeave, () => [])
  return { folded, kept, asked, tally }
}

it('what the room holds otherwise is not kept', async () => {
  const doc = paper()
  const same = compaction(doc, Y.encodeStateVector(doc))
  await same.folded.atLeave()
  expect([same.kept, same.tally.compactions]).toEqual([[7], { done: 1, failed: 0 }])
  const other = compaction(doc, Y.encodeStateVector(paper()))
  await other.folded.atLeave()
  expect([other.kept, other.tally.compactions]).toEqual([[], { done: 0, failed: 1 }])
})

it('after a try that failed the next one waits, each time longer', async () => {
  const doc = paper()
  const { folded, asked } = compaction(doc, new Uint8Array([9]))
  for (let n = 0; n < 3; n++) await folded.atLeave()
  expect(asked).toHaveLength(1)
  Object.assign(COMPACT, { again: 0 })
  const soon = compaction(doc, new Uint8Array([9]))
  for (let n = 0; n < 3; n++) await soon.folded.atLeave()
  expect(soon.asked).toHaveLength(3)
})
