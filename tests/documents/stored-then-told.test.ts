// Save, commit, then tell: nobody sees, and no author is told "saved", before the log has it.
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import * as Y from 'yjs'
import { eventually, provider, Raw, synced, type, words } from './peers'
import { openStage, type Stage } from './stage'

let stage: Stage
beforeAll(async () => { stage = await openStage() }, 60_000)
afterAll(() => stage.close())
const raw = (document: string, who?: string, acks = true) => new Raw(stage.url, document, who, acks)

describe('an update', () => {
  it('[Y7] is stored with its author, then told to the others, then acknowledged', async () => {
    const document = await stage.makeDocument({ kenya: 'write', peru: 'write' })
    const [kenya, peru] = await Promise.all([raw(document, 'kenya').joined(), raw(document, 'peru').joined()])
    expect(peru.words).toBe('Recalling its mandate, ')
    kenya.write(type('the Roundtable'))
    await Promise.all([peru.until(() => peru.words.endsWith('the Roundtable')), kenya.until(() => kenya.acked === 1, 'ack')])
    const rows = await stage.log(document)
    expect(rows).toHaveLength(2)
    expect(rows[1]!.parts).toMatchObject([{ person: 'kenya', seat: 'seat-kenya', session: 'session-kenya', onInstruction: false }])
    expect(kenya.of('ack')).toEqual([{ type: 'ack', n: 1, seq: 2 }])
    expect(kenya.of('update'), 'the sole author is not told its own words').toEqual([])
    expect(await stage.stored(document)).toBe('Recalling its mandate, the Roundtable')
    for (const peer of [kenya, peru]) peer.close()
  })

  it('is neither told nor acknowledged while the database is held, and both in order when it answers again', async () => {
    const document = await stage.makeDocument({ kenya: 'write', peru: 'write' })
    const [kenya, peru] = await Promise.all([raw(document, 'kenya').joined(), raw(document, 'peru').joined()])
    stage.line.hold()
    for (const word of ['one ', 'two ', 'three ']) kenya.write(type(word))
    peru.say(new Uint8Array([3]))
    // A further connection's handshake has passed by the server behind those words: it has had the time to do wrong.
    const late = await raw(document, 'peru').opened()
    late.close()
    await new Promise((go) => { setTimeout(go, 100) })
    expect(peru.words).toBe('Recalling its mandate, ')
    expect(kenya.acked).toBe(0)
    stage.line.release()
    await peru.until(() => peru.words.endsWith('one two three '))
    await kenya.until(() => kenya.acked === 3, 'ack 3')
    for (const peer of [kenya, peru]) peer.close()
  })

  it('survives a database whose answer to the commit is lost: stored once, told, acknowledged', async () => {
    const document = await stage.makeDocument({ kenya: 'write', peru: 'write' })
    const [kenya, peru] = await Promise.all([raw(document, 'kenya').joined(), raw(document, 'peru').joined()])
    stage.line.loseAnswers()
    kenya.write(type('once'))
    await eventually(async () => (await stage.behind(`SELECT seq FROM "DocumentLog" WHERE document = '${document}'`)).length === 2, 'the row is in the log')
    expect([peru.words, kenya.acked]).toEqual(['Recalling its mandate, ', 0])
    stage.line.cut()
    await peru.until(() => peru.words.endsWith('once'))
    await kenya.until(() => kenya.acked === 1, 'ack')
    expect(await stage.stored(document)).toBe('Recalling its mandate, once')
    expect(await stage.log(document)).toHaveLength(2)
    for (const peer of [kenya, peru]) peer.close()
  })

  it('that says nothing new is acknowledged behind what is under way, and stored once', async () => {
    const document = await stage.makeDocument({ kenya: 'write' })
    const kenya = await raw(document, 'kenya').joined()
    stage.line.hold()
    const bytes = kenya.write(type('twice'))
    const again = await raw(document, 'kenya').opened()
    kenya.say(new Uint8Array([0, 2, bytes.length, ...bytes]))
    await new Promise((go) => { setTimeout(go, 50) })
    expect(kenya.acked).toBe(0)
    stage.line.release()
    await kenya.until(() => kenya.acked === 2, 'ack 2')
    expect(await stage.stored(document)).toBe('Recalling its mandate, twice')
    expect(await stage.log(document)).toHaveLength(2)
    for (const peer of [kenya, again]) peer.close()
  })
})

describe('a plain y-websocket client', () => {
  it('joins, writes, reads, and is told "synced" only with the whole text', async () => {
    const document = await stage.makeDocument({ kenya: 'write', peru: 'write' })
    const [kenya, peru] = [provider(stage.url, document, 'kenya'), provider(stage.url, document, 'peru')]
    let atSync = ''
    peru.once('sync', () => { atSync = words(peru.doc) })
    await Promise.all([synced(kenya), synced(peru)])
    expect(atSync).toBe('Recalling its mandate, ')
    kenya.doc.transact(() => { type('further recalling')(kenya.doc) })
    await eventually(() => words(peru.doc).endsWith('further recalling'))
    kenya.destroy()
    peru.destroy()
  })

  it('brings what it wrote off line, once, after a reopened server', async () => {
    const document = await stage.makeDocument({ kenya: 'write', peru: 'write' })
    const [kenya, peru] = [provider(stage.url, document, 'kenya'), provider(stage.url, document, 'peru')]
    await Promise.all([synced(kenya), synced(peru)])
    kenya.disconnect()
    type('off line')(kenya.doc)
    type('on line ')(peru.doc)
    await eventually(async () => (await stage.stored(document)).includes('on line'))
    await stage.reopen()
    kenya.connect()
    await eventually(() => words(peru.doc) === words(kenya.doc) && words(kenya.doc).includes('off line') && words(kenya.doc).includes('on line '))
    await eventually(async () => (await stage.stored(document)) === words(kenya.doc))
    expect(words(kenya.doc).match(/off line/g)).toHaveLength(1)
    kenya.destroy()
    peru.destroy()
  })
})

describe('a vector in the address', () => {
  const vectorOf = (peer: Raw) => Buffer.from(Y.encodeStateVector(peer.doc)).toString('base64url')

  it('is answered unasked, and not once more when the editor then says the same', async () => {
    const document = await stage.makeDocument({ kenya: 'write', peru: 'write' })
    const kenya = await raw(document, 'kenya').joined()
    const had = vectorOf(kenya)
    kenya.write(type('the Roundtable'))
    await kenya.until(() => kenya.acked === 1, 'ack')
    const peru = new Raw(stage.url, document, 'peru', true, 'AA')
    await peru.until(() => peru.of('answer').length === 1, 'unasked')
    expect(peru.words).toBe('Recalling its mandate, the Roundtable')
    const again = new Raw(stage.url, document, 'peru', true, had)
    Y.applyUpdate(again.doc, Y.encodeStateAsUpdate(kenya.doc))
    await again.opened()
    // As it was when the address was made: answered once.
    again.say(new Uint8Array([0, 0, Buffer.from(had, 'base64url').length, ...Buffer.from(had, 'base64url')]))
    again.say(new Uint8Array([3]))
    await again.until(() => again.of('answer').length === 1, 'once')
    kenya.write(type(' notes'))
    await again.until(() => again.words.endsWith(' notes'), 'the next')
    expect(again.of('answer'), 'once, with what was missing alone').toHaveLength(1)
    expect(again.of('answer')[0]!.bytes.byteLength).toBeLessThan(60)
    for (const peer of [kenya, peru, again]) peer.close()
  })

  it('that is none is an offence and no more, and what the editor then says is answered', async () => {
    const document = await stage.makeDocument({ kenya: 'write' })
    for (const vector of ['_____w', 'a'.repeat(3_000), '!!']) {
      const kenya = await new Raw(stage.url, document, 'kenya', true, vector).joined()
      expect(kenya.words).toBe('Recalling its mandate, ')
      kenya.close()
    }
  })

  it('opens nothing to who may not read', async () => {
    const document = await stage.makeDocument({ kenya: 'write' })
    const stranger = new Raw(stage.url, document, undefined, true, 'AA')
    await stranger.until(() => stranger.closed !== undefined, 'closed')
    expect(stranger.heard).toEqual([])
  })
})
