// Hostile frames: whatever comes, nobody ends but its sender, and the text is what honest people made it. The bench sends twenty times as many.
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import * as Y from 'yjs'
import { LIMITS } from '../../server/src/documents/limits'
import { mutants, named, type Frame } from './hostile'
import { eventually, message, Raw, type } from './peers'
import { openStage, type Stage } from './stage'

const SEED = Number(process.env['SEED'] ?? 20_261_129)
const MUTANTS = 2_500
/** One offence fewer than closes a connection, so that all are looked at. */
const PER_CONNECTION = LIMITS.offences - 1

/** So many at it that none of them is made to wait for the work he causes. */
const PEOPLE = Array.from({ length: 40 }, (_, index) => index)

let stage: Stage
let turn = 0
beforeAll(async () => { stage = await openStage() }, 60_000)
afterAll(async () => { await stage.close() })

/** Kenya and a reader, who do nothing wrong; the text has words of Kenya's. */
async function scene() {
  const document = await stage.makeDocument({ kenya: 'write', observer: 'read', ...Object.fromEntries(PEOPLE.flatMap((n) => [[`mallory-${n}`, 'write'], [`lurker-${n}`, 'read']] as const)) })
  const [kenya, observer] = await Promise.all(['kenya', 'observer'].map((who) => new Raw(stage.url, document, who).joined()))
  kenya!.write(type('Kenya said so. '))
  await kenya!.until(() => kenya!.acked === 1, 'ack')
  const doc = await stage.documents.text(document)
  return { document, kenya: kenya!, observer: observer!, doc, target: { doc, victim: kenya!.doc.clientID, own: 4_000_000 } }
}
type Scene = Awaited<ReturnType<typeof scene>>

/** Joins, says them, and pings: when that is answered all have been looked at, or the connection is closed. */
async function say({ document }: Scene, who: 'mallory' | 'lurker', frames: Frame[]): Promise<void> {
  const raw = await new Raw(stage.url, document, `${who}-${turn++ % PEOPLE.length}`).joined()
  const looked = new Promise<void>((done) => { raw.ws.once('pong', () => { done() }); raw.ws.once('close', () => { done() }) })
  for (const { bytes } of frames) raw.say(bytes)
  raw.ws.ping()
  await looked
  raw.close()
}

/** Those who did nothing are there, type and are read; all who hold the text hold the same, after a restart too. */
async function unharmed({ document, kenya, observer }: Scene): Promise<void> {
  const before = kenya.acked
  kenya.write(type('And on. '))
  await kenya.until(() => kenya.acked === before + 1, 'ack')
  expect(kenya.closed).toBeUndefined()
  expect(observer.closed).toBeUndefined()
  await observer.until(() => observer.words === kenya.words, 'the same words')
  expect(await stage.stored(document)).toBe(kenya.words)
  expect(stage.complaints.filter((complaint) => complaint.includes('failed'))).toEqual([])
}

const bytesOf = (doc: Y.Doc) => Buffer.from(Y.encodeStateAsUpdate(doc))

it('the named frames, by one who may write: each is refused or says nothing', async () => {
  const here = await scene()
  const rows = (await stage.log(here.document)).length
  for (const frame of named(here.target)) {
    await say(here, 'mallory', [frame])
    expect((await stage.log(here.document)).length, frame.name).toBe(rows)
  }
  expect(bytesOf(await stage.documents.text(here.document))).toEqual(bytesOf(here.doc))
  await unharmed(here)
})

describe(`${2 * MUTANTS} mutants, seed ${SEED}`, () => {
  async function attack(here: Scene, who: 'mallory' | 'lurker', seed: number): Promise<void> {
    const frames = mutants(seed, here.target)
    for (let sent = 0; sent < MUTANTS; sent += PER_CONNECTION * 4) {
      await Promise.all(Array.from({ length: 4 }, () => say(here, who, Array.from({ length: PER_CONNECTION }, () => frames.next().value))))
    }
  }

  it('by one who may only read: the text is the same to the byte', async () => {
    const here = await scene()
    await attack(here, 'lurker', SEED)
    expect(bytesOf(await stage.documents.text(here.document))).toEqual(bytesOf(here.doc))
    await unharmed(here)
  }, 60_000)

  it('by one who may write, some of them legal edits: all who hold the text hold the same', async () => {
    const here = await scene()
    await attack(here, 'mallory', SEED + 1)
    await unharmed(here)
    const words = await stage.stored(here.document)
    await stage.reopen()
    expect(await stage.stored(here.document)).toBe(words)
  }, 60_000)
})

it('who goes on with it is closed, and nobody else', async () => {
  const here = await scene()
  const mallory = await new Raw(stage.url, here.document, 'mallory-0').joined()
  for (let n = 0; n < LIMITS.offences; n++) mallory.say(message(77))
  await eventually(() => mallory.closed !== undefined)
  expect(mallory.closed?.code).toBe(1008)
  await unharmed(here)
})
