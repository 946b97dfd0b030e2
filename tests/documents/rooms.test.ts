// The life of a room: loaded by the first, kept while anybody is there, flushed at the end, unloaded when idle; who does not listen gets the sum.
import { afterAll, beforeAll, expect, it } from 'vitest'
import * as Y from 'yjs'
import { changed, eventually, Raw, textOf, type } from './peers'
import { openStage, type Stage } from './stage'

let stage: Stage
beforeAll(async () => { stage = await openStage() }, 60_000)
afterAll(() => stage.close())
const raw = (document: string, who?: string) => new Raw(stage.url, document, who)

it('a hundred who come while it loads get the same text from one loading', async () => {
  const document = await stage.makeDocument({ kenya: 'write' })
  const peers = await Promise.all(Array.from({ length: 100 }, () => raw(document, 'kenya').joined()))
  expect(new Set(peers.map(({ words }) => words))).toEqual(new Set(['Recalling its mandate, ']))
  peers[0]!.write(type('all'))
  await Promise.all(peers.map((peer) => peer.until(() => peer.words.endsWith('all'))))
  for (const peer of peers) peer.close()
})

it('closing stores and acknowledges what was said, then says that it will be back (1012)', async () => {
  const document = await stage.makeDocument({ kenya: 'write' })
  const kenya = await raw(document, 'kenya').joined()
  for (let n = 0; n < 20; n++) kenya.write(type(`${n} `))
  await kenya.until(() => kenya.acked > 0, 'a first ack')
  await stage.reopen()
  await kenya.until(() => kenya.closed !== undefined, 'close')
  expect(kenya.closed?.code).toBe(1012)
  const stored = await stage.stored(document)
  expect(stored.split(' ').filter((word) => /^\d+$/.test(word)).length).toBeGreaterThanOrEqual(kenya.acked)
  // What was not acknowledged is sent again, and stands there once.
  const again = await new Raw(stage.url, document, 'kenya').joined()
  again.say(new Uint8Array([0, 1, ...lengthOf(Y.encodeStateAsUpdate(kenya.doc)), ...Y.encodeStateAsUpdate(kenya.doc)]))
  await again.until(() => again.acked === 1, 'ack')
  expect(await stage.stored(document)).toBe(kenya.words)
  again.close()
})
const lengthOf = (bytes: Uint8Array): number[] => (bytes.length < 128 ? [bytes.length] : [(bytes.length & 127) | 128, bytes.length >> 7])

it('who stops reading gets no queue: when it listens again, one difference and the same text', async () => {
  const document = await stage.makeDocument({ kenya: 'write', peru: 'read' })
  const [kenya, peru] = await Promise.all([raw(document, 'kenya').joined(), raw(document, 'peru').joined()])
  peru.ws.pause()
  const rounds = 60
  for (let n = 0; n < rounds; n++) {
    kenya.write(type('x'.repeat(200_000)))
    kenya.write((doc) => { const text = textOf(doc); text.delete(10, text.length - 10) })
    if (n % 4 === 0) await kenya.until(() => kenya.acked === 2 * (n + 1), 'ack')
  }
  kenya.write(type('the end'))
  await kenya.until(() => kenya.acked === 2 * rounds + 1, 'ack')
  peru.ws.resume()
  await peru.until(() => peru.words.endsWith('the end'))
  const bytes = peru.of('update').reduce((sum, update) => sum + update.bytes.byteLength, 0)
  expect(bytes).toBeLessThan(rounds * 200_000 * 0.9)
  expect(peru.words).toBe(await stage.stored(document))
  kenya.write(type('!'))
  await peru.until(() => peru.words.endsWith('the end!'))
  for (const peer of [kenya, peru]) peer.close()
}, 60_000)

it('five hundred rows become a snapshot; the log stays, and the reopened text is equal', async () => {
  const document = await stage.makeDocument({ kenya: 'write' })
  const written = await stage.documents.text(document)
  await stage.prisma.documentLog.createMany({ data: Array.from({ length: 498 }, (_, index) => {
    const updates = changed(written, type(String(index % 10)))
    return { document, seq: index + 2, at: new Date(), updates: new Uint8Array(updates), parts: [{ person: 'kenya', seat: null, session: null, onInstruction: false, bytes: updates.byteLength }] }
  }) })
  const kenya = await raw(document, 'kenya').joined()
  for (let n = 1; n <= 12; n++) {
    kenya.write(type(String(n % 10)))
    await kenya.until(() => kenya.acked === n, 'ack')
  }
  await eventually(async () => await stage.prisma.documentSnapshot.findUnique({ where: { document } }) !== null, 'a snapshot')
  expect(await stage.log(document)).toHaveLength(511)
  await stage.reopen()
  expect(await stage.stored(document)).toBe(kenya.words)
  const again = await raw(document, 'kenya').joined()
  expect(again.words).toBe(kenya.words)
  again.write(type('.'))
  await again.until(() => again.acked === 1, 'ack')
  expect((await stage.log(document)).at(-1)!.seq).toBe(512)
  again.close()
}, 60_000)

it('nobody there for a while: unloaded, and whole for the next', async () => {
  const document = await stage.makeDocument({ kenya: 'write' })
  const kenya = await raw(document, 'kenya').joined()
  for (let n = 1; n <= 25; n++) {
    kenya.write(type(`${n} `))
    await kenya.until(() => kenya.acked === n, 'ack')
  }
  kenya.close()
  // At the last leave the tail is folded: a sign that the room has retired.
  await eventually(async () => await stage.prisma.documentSnapshot.findUnique({ where: { document } }) !== null, 'the room retires', 15_000)
  const again = await raw(document, 'kenya').joined()
  expect(again.words).toBe(kenya.words)
  again.write(type('on'))
  await again.until(() => again.acked === 1, 'ack')
  again.close()
}, 30_000)

it('who comes to a text that nobody has open is told it as it is stored, all of it before he is told that this is all', async () => {
  const document = await stage.makeDocument({ kenya: 'write', peru: 'read' })
  const kenya = await raw(document, 'kenya').joined()
  for (let n = 1; n <= 30; n++) {
    kenya.write(type(`${n} `))
    await kenya.until(() => kenya.acked === n, 'ack')
  }
  await stage.reopen()
  const peru = await raw(document, 'peru').joined()
  expect(peru.of('update').length).toBeGreaterThan(20)
  expect(peru.words).toBe(kenya.words)
  const late = await raw(document, 'kenya').joined()
  late.write(type('on'))
  await peru.until(() => peru.words.endsWith('30 on'), 'the words')
  expect(await stage.stored(document)).toBe(peru.words)
  for (const peer of [kenya, peru, late]) peer.close()
})

it('who comes first and asks for nothing is asked all the same, and who comes then is answered', async () => {
  const document = await stage.makeDocument({ kenya: 'write', peru: 'read' })
  const silent = await raw(document, 'kenya').opened()
  await silent.until(() => silent.of('vector').length > 0, 'what it has is asked for')
  const peru = await raw(document, 'peru').joined()
  expect(peru.words).toBe('Recalling its mandate, ')
  for (const peer of [silent, peru]) peer.close()
})

it('a log in which a row is missing is not told', async () => {
  const document = await stage.makeDocument({ kenya: 'write' })
  const kenya = await raw(document, 'kenya').joined()
  for (let n = 1; n <= 3; n++) { kenya.write(type(`${n} `)); await kenya.until(() => kenya.acked === n, 'ack') }
  await stage.reopen()
  await stage.prisma.documentLog.delete({ where: { document_seq: { document, seq: 2 } } })
  const again = raw(document, 'kenya')
  await again.until(() => again.closed !== undefined, 'closed')
  expect(again.closed?.code).toBe(1013)
  expect(again.of('answer')).toEqual([])
})

it('rooms do not wait for one whose gate is held', async () => {
  const [held, free] = [await stage.makeDocument({ kenya: 'write' }), await stage.makeDocument({ kenya: 'write' })]
  const [inHeld, inFree] = await Promise.all([raw(held, 'kenya').joined(), raw(free, 'kenya').joined()])
  if (process.env['TEST_DATABASE_URL']) {
    await stage.prisma.$transaction(async (tx) => {
      await tx.$queryRaw`SELECT 1 AS one FROM "DocumentGate" WHERE document = ${held} FOR UPDATE`
      inHeld.write(type('later'))
      inFree.write(type('now'))
      await inFree.until(() => inFree.acked === 1, 'ack')
      expect(inHeld.acked).toBe(0)
    })
  } else inHeld.write(type('later'))
  await inHeld.until(() => inHeld.acked === 1, 'ack')
  for (const peer of [inHeld, inFree]) peer.close()
})
