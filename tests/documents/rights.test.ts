// Rights change in mid-keystroke: from the commit on nothing more enters, on any connection, whatever was under way; and acts hold the text.
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { readPaper } from '@roundtable/shared/papers/schema'
import type { Held } from '../../server/src/documents/documents'
import { digestOf } from '../../server/src/documents/documents'
import { changed, eventually, Raw, step1, type, words, wordsOf } from './peers'
import { openStage, type Stage } from './stage'

let stage: Stage
beforeAll(async () => { stage = await openStage() }, 60_000)
afterAll(() => stage.close())
const raw = (document: string, who?: string) => new Raw(stage.url, document, who)
const rowsOf = async (document: string, person: string) => (await stage.log(document)).filter(({ parts }) => (parts as { person: string }[]).some((part) => part.person === person))
const tick = () => new Promise((go) => { setImmediate(go) })

const SEED = Number(process.env.SEED ?? Math.floor(Math.random() * 2 ** 31))
const ROUNDS = Number(process.env.ROUNDS ?? 10)
function randomFrom(seed: number) {
  let at = seed
  return (below: number) => { at = (Math.imul(at, 1_664_525) + 1_013_904_223) >>> 0; return Math.floor((at / 2 ** 32) * below) }
}

/** Types without pause until told to stop; each word is one update. */
function typing(peer: Raw, word: string) {
  let on = true
  let n = 0
  const done = (async () => { while (on) { peer.write(type(`${word}${++n} `)); await tick() } })()
  return { stop: async () => { on = false; await done; return n } }
}

describe('a right that ends', () => {
  it('in a stream of keystrokes, at random moments: not one update enters after the commit', async () => {
    console.log(`rights: SEED=${SEED}`)
    const random = randomFrom(SEED)
    const document = await stage.makeDocument({ kenya: 'write', peru: 'write' })
    const peru = await raw(document, 'peru').joined()
    let refusedRounds = 0
    let written = 0
    for (let round = 0; round < ROUNDS; round++) {
      const kenya = await raw(document, 'kenya').joined()
      const other = await raw(document, 'kenya').joined()
      const both = [typing(kenya, `k${round}.`), typing(other, `o${round}.`)]
      const also = round % 4 === 0 ? typing(peru, `p${round}.`) : undefined
      for (let turns = random(60); turns > 0; turns--) await tick()
      let atCommit = 0
      await stage.prisma.$transaction(async (tx) => {
        await tx.$executeRaw`UPDATE "TestRight" SET write = false WHERE document = ${document} AND person = 'kenya'`
        await tx.$executeRaw`UPDATE "DocumentGate" SET version = version + 1 WHERE document = ${document}`
        for (let turns = random(20); turns > 0; turns--) await tick()
        atCommit = (await tx.documentLog.findMany({ where: { document } })).filter(({ parts }) => (parts as { person: string }[]).some(({ person }) => person === 'kenya')).length
      })
      // Every other round nobody tells the server: the gate alone must do it.
      if (round % 2 === 0) stage.documents.recheck([document])
      for (let turns = 3; turns > 0; turns--) await tick()
      const said = await Promise.all(both.map(({ stop }) => stop()))
      written += await also?.stop() ?? 0
      await kenya.until(() => kenya.of('admitted').at(-1)?.write === false, 'told of it')
      await other.until(() => other.of('admitted').at(-1)?.write === false, 'told of it')
      for (const [peer, count] of [[kenya, said[0]!], [other, said[1]!]] as const) {
        // Each message was either acknowledged or refused, never both and never neither.
        await peer.until(() => peer.acked + peer.of('refused').length === count, `all ${count} answered`)
        expect(new Set(peer.of('refused').map(({ n }) => n)).size).toBe(peer.of('refused').length)
        expect(peer.of('refused').every(({ n, refused }) => n > peer.acked && refused === 'not-you')).toBe(true)
        if (peer.of('refused').length > 0) refusedRounds++
      }
      expect(await rowsOf(document, 'kenya')).toHaveLength(atCommit)
      // What Peru wrote meanwhile waited while the gate was held; who was refused knew before it was stored.
      await peru.until(() => peru.acked === written, 'all of Peru stored')
      const stored = await stage.stored(document)
      await peru.until(() => peru.words === stored, 'the others see the stored text')
      for (const peer of [kenya, other]) peer.close()
      await stage.changeRight(document, 'kenya', 'write')
    }
    expect(refusedRounds).toBeGreaterThan(0)
    await eventually(async () => peru.words === await stage.stored(document))
    await stage.reopen()
    expect(await stage.stored(document)).toBe(peru.words)
    peru.close()
  }, 60_000)

  it('closes the reader who lost the right to read, and lets go of its cursor', async () => {
    const document = await stage.makeDocument({ kenya: 'write', peru: 'write' })
    const [kenya, peru] = await Promise.all([raw(document, 'kenya').joined(), raw(document, 'peru').joined()])
    await stage.changeRight(document, 'kenya', 'none')
    stage.documents.recheck([document])
    await kenya.until(() => kenya.closed !== undefined, 'close')
    expect(kenya.closed?.code).toBe(4403)
    expect(peru.closed).toBeUndefined()
    const admissions = stage.asked.admissions
    peru.write(type('on'))
    await peru.until(() => peru.acked === 1, 'ack')
    expect(stage.asked.admissions, 'nobody is asked for while the gate stands').toBe(admissions)
    peru.close()
  })

  it('that comes back lets the same connection write again', async () => {
    const document = await stage.makeDocument({ kenya: 'read' })
    const kenya = await raw(document, 'kenya').joined()
    await stage.changeRight(document, 'kenya', 'write')
    stage.documents.recheck([document])
    await kenya.until(() => kenya.of('admitted').at(-1)?.write === true, 'told of it')
    expect(kenya.of('vector')).toHaveLength(1)
    kenya.write(type('now'))
    await kenya.until(() => kenya.acked === 1, 'ack')
    kenya.close()
  })

  it('between the door and the room is noticed: who was admitted under an older gate is asked for again', async () => {
    const document = await stage.makeDocument({ kenya: 'write', peru: 'write' })
    const peru = await raw(document, 'peru').joined()
    let first = true
    stage.asked.door = async (person) => {
      if (person !== 'kenya' || !first) return
      first = false
      await stage.changeRight(document, 'kenya', 'read')
      // The room learns the new version before Kenya is let in with the old answer.
      stage.documents.recheck([document])
      await stage.documents.act(document, () => Promise.resolve())
    }
    const kenya = await raw(document, 'kenya').joined()
    stage.asked.door = undefined
    kenya.write(type('late'))
    await kenya.until(() => kenya.of('refused').length === 1, 'refusal')
    expect(await rowsOf(document, 'kenya')).toEqual([])
    for (const peer of [kenya, peru]) peer.close()
  })
})

describe('an act on a text', () => {
  /** As the chair adopts: on the held text, gate closed in the same transaction. */
  const adopt = (document: string, meanwhile: (held: Held) => Promise<void> = async () => undefined) => stage.documents.act(document, async (held) => {
    await stage.prisma.$transaction(async (tx) => {
      await held.write(tx, type('ADOPTED'))
      await tx.$executeRaw`UPDATE "DocumentGate" SET version = version + 1, open = false WHERE document = ${document}`
      await meanwhile(held)
    })
    return held.digest
  })

  it('in mid-keystroke: its text is what was stored before, and nothing enters after it', async () => {
    console.log(`acts: SEED=${SEED}`)
    const random = randomFrom(SEED)
    for (let round = 0; round < ROUNDS / 2; round++) {
      const document = await stage.makeDocument({ kenya: 'write', peru: 'read' })
      const [kenya, peru] = await Promise.all([raw(document, 'kenya').joined(), raw(document, 'peru').joined()])
      const hands = typing(kenya, 'w')
      for (let turns = random(60); turns > 0; turns--) await tick()
      await adopt(document, async () => { for (let turns = random(20); turns > 0; turns--) await tick() })
      const stored = await stage.stored(document)
      for (let turns = random(20); turns > 0; turns--) await tick()
      const said = await hands.stop()
      await kenya.until(() => kenya.acked + kenya.of('refused').length === said, 'all answered')
      expect(kenya.of('refused').every(({ refused }) => refused === 'paper-closed' || refused === 'not-you')).toBe(true)
      await kenya.until(() => kenya.of('admitted').at(-1)?.write === false, 'told of it')
      expect(stored).toContain('ADOPTED')
      expect(await stage.stored(document)).toBe(stored)
      await peru.until(() => peru.words === stored, 'told the act')
      expect((await stage.log(document)).at(-1)!.parts).toMatchObject([{ person: 'system' }])
      for (const peer of [kenya, peru]) peer.close()
    }
  })

  it('that rolls back leaves the text as it was, and typing goes on', async () => {
    const document = await stage.makeDocument({ kenya: 'write', peru: 'read' })
    const [kenya, peru] = await Promise.all([raw(document, 'kenya').joined(), raw(document, 'peru').joined()])
    await expect(adopt(document, async () => { kenya.write(type('meanwhile ')); await tick(); throw new Error('the record refuses') })).rejects.toThrow('the record refuses')
    kenya.write(type('after'))
    await kenya.until(() => kenya.acked === 2, 'ack')
    await peru.until(() => peru.words.endsWith('after'))
    expect(peru.words).toBe('Recalling its mandate, meanwhile after')
    const late = await raw(document, 'peru').joined()
    expect(late.words).toBe(peru.words)
    late.close()
    expect(await stage.stored(document)).toBe(peru.words)
    for (const peer of [kenya, peru]) peer.close()
  })

  it('is told only after the commit', async () => {
    const document = await stage.makeDocument({ peru: 'read' })
    const peru = await raw(document, 'peru').joined()
    let during = ''
    await adopt(document, async () => { peru.say(step1(peru.doc)); for (let turns = 20; turns > 0; turns--) await tick(); during = peru.words })
    expect(during).toBe('Recalling its mandate, ')
    await peru.until(() => peru.words.endsWith('ADOPTED'))
    peru.close()
  })

  it('that fails before it writes, or writes nothing, lets the room go', async () => {
    const document = await stage.makeDocument({ kenya: 'write' })
    const kenya = await raw(document, 'kenya').joined()
    await expect(stage.documents.act(document, () => Promise.reject(new Error('not now')))).rejects.toThrow('not now')
    const digest = await stage.documents.act(document, (held) => Promise.resolve(held.digest))
    expect(digest).toBe(digestOf(await stage.documents.text(document)))
    kenya.write(type('on'))
    await kenya.until(() => kenya.acked === 1, 'ack')
    expect(digestOf(await stage.documents.text(document))).not.toBe(digest)
    kenya.close()
  })

  it('on a text that nobody has open; several acts at once stand one behind the other', async () => {
    const document = await stage.makeDocument({})
    const say = (word: string) => stage.documents.act(document, (held) => stage.prisma.$transaction((tx) => held.write(tx, type(word))))
    await Promise.all(['one ', 'two ', 'three '].map(say))
    expect(await stage.stored(document)).toBe('Recalling its mandate, one two three ')
    expect((await stage.log(document)).map(({ seq }) => seq)).toEqual([1, 2, 3, 4])
    await expect(stage.documents.act('doc-nowhere', () => Promise.resolve())).rejects.toThrow()
  })

  it('whose log was moved by another hand is done on the newer text', async () => {
    const document = await stage.makeDocument({ peru: 'read' })
    const peru = await raw(document, 'peru').joined()
    const other = await stage.documents.text(document)
    await stage.documents.act(document, async (held) => {
      const updates = changed(other, type('elsewhere '))
      await stage.prisma.documentLog.create({ data: { document, seq: 2, at: new Date(), updates: new Uint8Array(updates), parts: [{ person: 'other', seat: null, session: null, onInstruction: false, bytes: updates.byteLength }] } })
      await stage.prisma.$transaction((tx) => held.write(tx, type('here')))
    })
    expect(await stage.stored(document)).toBe('Recalling its mandate, elsewhere here')
    await peru.until(() => peru.words === 'Recalling its mandate, elsewhere here')
    expect(wordsOf(readPaper(peru.doc.getXmlFragment('paper')))).toBe(words(peru.doc))
    peru.close()
  })
})
