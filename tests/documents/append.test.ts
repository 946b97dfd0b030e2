// The statement that stores a keystroke: only under an open gate of the very version it was admitted by, once, and nobody takes over a client id.
import { afterAll, beforeAll, expect, it } from 'vitest'
import { APPEND, Store, type Row } from '../../server/src/documents/documents.db'
import { changed, type } from './peers'
import { openStage, type Stage } from './stage'

let stage: Stage
let store: Store
beforeAll(async () => { stage = await openStage(); store = new Store(stage.prisma, stage.statement) }, 60_000)
afterAll(() => stage.close())

async function rowFor(document: string, other: Partial<Row> = {}): Promise<Row> {
  const updates = changed(await stage.documents.text(document), type('words'))
  const gate = (await store.gate(document))!
  return { document, seq: 2, version: gate.version, at: new Date(), parts: [{ person: 'kenya', seat: null, session: null, onInstruction: false, bytes: updates.byteLength }], updates, clients: [{ client: 11, person: 'kenya' }], ...other }
}
const rows = async (document: string) => (await stage.log(document)).length

it('enters once under the gate as it is', async () => {
  const document = await stage.makeDocument({})
  const row = await rowFor(document)
  expect(await store.append([row])).toEqual(['stored'])
  expect(await store.append([row])).toEqual(['refused'])
  expect(await rows(document)).toBe(2)
})

it('warming up, at a start, stores nothing and complains of nothing', async () => {
  const before = await stage.prisma.documentLog.count()
  await stage.documents.warm()
  expect(await store.append([])).toEqual([])
  expect(await stage.prisma.documentLog.count()).toBe(before)
  expect(stage.complaints).toEqual([])
})

it('does not enter when the gate has another version, nor when it is closed, were its version the same', async () => {
  const [moved, closed, free] = [await stage.makeDocument({}), await stage.makeDocument({}), await stage.makeDocument({})]
  const input = [await rowFor(moved), await rowFor(closed), await rowFor(free)]
  await stage.prisma.$executeRaw`UPDATE "DocumentGate" SET version = version + 1 WHERE document = ${moved}`
  await stage.prisma.$executeRaw`UPDATE "DocumentGate" SET open = false WHERE document = ${closed}`
  expect(await store.append(input)).toEqual(['refused', 'refused', 'stored'])
  expect([await rows(moved), await rows(closed), await rows(free)]).toEqual([1, 1, 2])
  expect(await stage.prisma.documentClient.count({ where: { document: { in: [moved, closed] }, person: 'kenya' } })).toBe(0)
})

it('leaves a client id to the person who had it first', async () => {
  const document = await stage.makeDocument({})
  await store.append([await rowFor(document)])
  expect(await store.append([await rowFor(document, { seq: 3, clients: [{ client: 11, person: 'peru' }, { client: 12, person: 'peru' }] })])).toEqual(['refused'])
  expect(Object.fromEntries((await store.load(document))!.owners)).toMatchObject({ 11: 'kenya' })
  expect(await store.append([await rowFor(document, { seq: 3, clients: [{ client: 11, person: 'kenya' }, { client: 12, person: 'peru' }] })])).toEqual(['stored'])
  expect(Object.fromEntries((await store.load(document))!.owners)).toMatchObject({ 11: 'kenya', 12: 'peru' })
})

it('looks a few rows up by their keys, however long the log is and however many documents there are', async () => {
  await stage.prisma.$executeRaw`INSERT INTO "DocumentGate" (document, kind, owner, body, open) SELECT 'many-' || n, 'paper', 'many-' || n, 'many', true FROM generate_series(1, 3000) AS n`
  await stage.prisma.$executeRaw`INSERT INTO "DocumentLog" (document, seq, at, parts, updates) SELECT 'many-' || d, n, now(), '[]', '' FROM generate_series(1, 3000) AS d, generate_series(1, 10) AS n`
  await stage.prisma.$executeRaw`ANALYZE`
  const plan = (await stage.statement<Record<'QUERY PLAN', string>>(`EXPLAIN ${APPEND}`, ['[]', '[]', Buffer.alloc(0)])).map((row) => row['QUERY PLAN']).join('\n')
  expect(plan).toMatch(/Index .*Scan using "DocumentLog_pkey"/)
  expect(plan.split('\n').filter((line) => /Seq Scan on "Document(Log|Gate)"/.test(line)), 'the whole log, or all gates').toEqual([])
})
