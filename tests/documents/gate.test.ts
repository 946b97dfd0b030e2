// What each connection may say, on the wire: readers, strangers, forgers, and what others see of anybody's presence.
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import * as encoding from 'lib0/encoding'
import * as Y from 'yjs'
import { Awareness, applyAwarenessUpdate } from 'y-protocols/awareness'
import { LIMITS } from '../../server/src/documents/limits'
import { changed, eventually, message, presence, provider, Raw, step1, step2, synced, textOf, type, update } from './peers'
import { openStage, type Stage } from './stage'

let stage: Stage
beforeAll(async () => { stage = await openStage() }, 60_000)
afterAll(() => stage.close())
const raw = (document: string, who?: string) => new Raw(stage.url, document, who)
const bytesOf = async (document: string) => JSON.stringify([await stage.log(document), await stage.prisma.documentClient.findMany({ where: { document } }), await stage.prisma.documentGate.findMany({ where: { document } })],
  (_key, value: unknown) => (typeof value === 'bigint' ? String(value) : value instanceof Uint8Array ? Buffer.from(value).toString('hex') : value))

/** States as an editor would know them. */
function seen(peer: Raw): Map<number, { user?: Record<string, unknown>; cursor?: unknown }> {
  const awareness = new Awareness(new Y.Doc())
  clearInterval(awareness._checkInterval)
  awareness.setLocalState(null)
  for (const { bytes } of peer.of('presence')) applyAwarenessUpdate(awareness, bytes, 'server')
  return awareness.getStates() as Map<number, { user?: Record<string, unknown>; cursor?: unknown }>
}

describe('[Y1] before admission', () => {
  it('strangers and those without a right are closed, with nothing processed', async () => {
    const document = await stage.makeDocument({ kenya: 'write', outcast: 'none' })
    const before = await bytesOf(document)
    for (const [who, code] of [[undefined, 4401], ['stranger', 4404], ['outcast', 4403]] as const) {
      const peer = await raw(document, who).opened()
      for (const said of [step1(peer.doc), update(changed(peer.doc, (doc) => { doc.getXmlFragment('paper').insert(0, [new Y.XmlElement('paragraph')]) })), presence(1, 1, { user: {} })]) peer.say(said)
      await peer.until(() => peer.closed !== undefined, 'close')
      expect(peer.closed?.code).toBe(code)
      expect(peer.heard).toEqual([])
    }
    const unknown = raw('doc-nowhere', 'kenya')
    await unknown.until(() => unknown.closed !== undefined, 'close')
    expect(unknown.closed?.code).toBe(4404)
    expect(await bytesOf(document)).toBe(before)
  })

  it('what is said while the door and the database take their time waits, up to a limit', async () => {
    const document = await stage.makeDocument({ kenya: 'write' })
    stage.line.hold()
    const [kenya, flood] = await Promise.all([raw(document, 'kenya').opened(), raw(document, 'kenya').opened()])
    kenya.say(step1(kenya.doc))
    flood.say(new Uint8Array(LIMITS.queued + 1))
    await flood.until(() => flood.closed !== undefined, 'close')
    expect(flood.closed?.code).toBe(1013)
    expect(kenya.heard).toEqual([])
    stage.line.release()
    await kenya.until(() => kenya.words !== '')
    expect(kenya.words).toBe('Recalling its mandate, ')
    kenya.close()
  })
})

describe('[Y2] a reader', () => {
  it('reads, and changes nothing by any message of any type: the bytes in the database stay equal', async () => {
    const document = await stage.makeDocument({ kenya: 'write', observer: 'read' })
    const [kenya, observer] = await Promise.all([raw(document, 'kenya').joined(), raw(document, 'observer').joined()])
    expect(observer.of('admitted')).toEqual([{ type: 'admitted', write: false, why: 'not-you' }])
    expect(observer.of('vector'), 'a reader is not asked for its text').toEqual([])
    expect(observer.words).toBe('Recalling its mandate, ')
    const before = await bytesOf(document)
    const bytes = changed(observer.doc, type('smuggled'))
    for (const said of [update(bytes), step2(bytes), step2(Y.encodeStateAsUpdate(observer.doc)), presence(observer.doc.clientID, 1, { user: { name: 'Chair' } }), message(3), message(2, 0), message(4, bytes), message(9, 1, 1, 1), message(0, 3, bytes), message(100, 'x')]) observer.say(said)
    observer.say(step1(new Y.Doc()))
    await observer.until(() => observer.of('answer').length === 2, 'a second step 2')
    expect(await bytesOf(document)).toBe(before)
    kenya.write(type('honest'))
    await kenya.until(() => kenya.acked === 1, 'ack')
    expect(observer.of('refused').map(({ refused, n }) => [refused, n])).toEqual([['not-you', 1], ['not-you', 2], ['not-you', 3]])
    expect(await stage.stored(document)).toBe('Recalling its mandate, honest')
    expect(kenya.of('update')).toEqual([])
    expect(kenya.of('presence')).toEqual([])
    expect((await stage.log(document)).map(({ parts }) => (parts as { person: string }[])[0]!.person)).toEqual(['system', 'kenya'])
    for (const peer of [kenya, observer]) peer.close()
  })

  it('by a plain y-websocket client leaves no trace either', async () => {
    const document = await stage.makeDocument({ kenya: 'write', observer: 'read' })
    const observer = provider(stage.url, document, 'observer')
    await synced(observer)
    const before = await bytesOf(document)
    type('smuggled')(observer.doc)
    const kenya = await raw(document, 'kenya').joined()
    expect(kenya.words).toBe('Recalling its mandate, ')
    observer.disconnect()
    observer.connect()
    await eventually(() => observer.synced)
    expect(await bytesOf(document)).toBe(before)
    observer.destroy()
    kenya.close()
  })
})

describe('[Y3, Y4] a writer', () => {
  it('may not write under another\'s client id, now or after the server was opened anew', async () => {
    const document = await stage.makeDocument({ kenya: 'write', peru: 'write' })
    const peru = await raw(document, 'peru').joined()
    peru.write(type('Peru.'))
    await peru.until(() => peru.acked === 1, 'ack')
    for (const round of ['now', 'after reopening']) {
      if (round !== 'now') await stage.reopen()
      const kenya = await raw(document, 'kenya').joined()
      kenya.doc.clientID = peru.doc.clientID
      kenya.write(type('forged'))
      await kenya.until(() => kenya.of('refused').length === 1, 'refusal')
      expect(kenya.of('refused')[0]).toMatchObject({ refused: 'not-you', n: 1 })
      kenya.close()
    }
    const again = await raw(document, 'peru').joined()
    again.doc.clientID = peru.doc.clientID
    again.write(type(' More.'))
    await again.until(() => again.acked === 1, 'ack')
    expect(await stage.stored(document)).toBe('Recalling its mandate, Peru. More.')
    again.close()
    peru.close()
  })

  it('whose update would stay pending is refused and asked once for all it has', async () => {
    const document = await stage.makeDocument({ kenya: 'write' })
    const kenya = await raw(document, 'kenya').joined()
    const asked = kenya.of('vector').length
    const kept = changed(kenya.doc, type('first '))
    kenya.write(type('second '))
    kenya.write(type('third'))
    await kenya.until(() => kenya.of('refused').length === 2, 'refusals')
    expect(kenya.of('refused')[0]).toMatchObject({ refused: 'text-lost', n: 1 })
    expect(kenya.of('vector')).toHaveLength(asked + 1)
    expect(kept.byteLength).toBeGreaterThan(0)
    kenya.say(step2(Y.encodeStateAsUpdate(kenya.doc)))
    await kenya.until(() => kenya.acked === 3, 'ack')
    expect(await stage.stored(document)).toBe('Recalling its mandate, first second third')
    kenya.close()
  })

  it('who gets damage past the checks is cut off, and the room is whole', async () => {
    const document = await stage.makeDocument({ kenya: 'write', peru: 'write' })
    const [kenya, peru] = await Promise.all([raw(document, 'kenya').joined(), raw(document, 'peru').joined()])
    peru.write(type('honest '))
    // Two sections of one client in one update: the check reads both, Yjs keeps the last, which then has a gap.
    const gc = (length: number) => (encoder: encoding.Encoder) => { encoding.writeUint8(encoder, 0); encoding.writeVarUint(encoder, length) }
    kenya.say(update(encoding.encode((encoder) => {
      encoding.writeVarUint(encoder, 2)
      for (const clock of [0, 5]) { for (const value of [1, 77, clock]) encoding.writeVarUint(encoder, value); gc(5)(encoder) }
      encoding.writeVarUint(encoder, 0)
    })))
    await kenya.until(() => kenya.closed !== undefined, 'close')
    expect(kenya.closed?.code).toBe(1008)
    peru.write(type('still'))
    await peru.until(() => peru.acked === 2, 'ack')
    expect(await stage.stored(document)).toBe('Recalling its mandate, honest still')
    expect(stage.complaints.filter((complaint) => complaint.includes('failed'))).toEqual([])
    peru.close()
  })

  it('who keeps sending rubbish is closed; frames that are none end only that connection', async () => {
    const document = await stage.makeDocument({ kenya: 'write', peru: 'write' })
    const [kenya, peru, chile] = await Promise.all([raw(document, 'kenya').joined(), raw(document, 'peru').joined(), raw(document, 'peru').joined()])
    for (let n = 0; n < LIMITS.offences; n++) kenya.say(message(77))
    await kenya.until(() => kenya.closed !== undefined, 'close')
    expect(kenya.closed?.code).toBe(1008)
    chile.ws.send(Buffer.alloc(LIMITS.message + 1))
    await chile.until(() => chile.closed !== undefined, 'close')
    expect(chile.closed?.code).toBe(1009)
    peru.write(type('calm'))
    await peru.until(() => peru.acked === 1, 'ack')
    peru.close()
  })

  it('may paste up to the limit and not beyond', async () => {
    const document = await stage.makeDocument({ kenya: 'write' })
    const kenya = await raw(document, 'kenya').joined()
    kenya.write(type('x'.repeat(LIMITS.update - 1_000)))
    await kenya.until(() => kenya.acked === 1, 'ack')
    kenya.write(type('y'.repeat(LIMITS.update)))
    await kenya.until(() => kenya.of('refused').length === 1, 'refusal')
    expect(kenya.of('refused')[0]).toMatchObject({ refused: 'too-large', n: 2 })
    kenya.close()
  })
})

describe('[Y8] presence', () => {
  it('is made by the server: the name is the session\'s, the client id one\'s own, cursors only', async () => {
    const document = await stage.makeDocument({ kenya: 'write', peru: 'write', observer: 'read' })
    const [kenya, peru, observer] = await Promise.all(['kenya', 'peru', 'observer'].map((who) => raw(document, who).joined()))
    kenya!.say(presence(kenya!.doc.clientID, 2 ** 31, { user: { name: 'Chair', color: 'red' }, cursor: { anchor: { type: { client: 1, clock: 2 }, evil: 'x' }, head: null }, extra: 'x' }))
    await observer!.until(() => seen(observer!).size === 1, 'presence')
    expect(seen(observer!).get(kenya!.doc.clientID)).toEqual({
      user: { name: 'KENYA', delegation: 'Delegation of kenya', color: '#123456' },
      cursor: { anchor: { type: { client: 1, clock: 2 }, tname: null, item: null, assoc: 0 }, head: null },
    })
    peru!.say(presence(kenya!.doc.clientID, 2 ** 32, { user: { name: 'Kenya' } }))
    await peru!.joined()
    kenya!.say(presence(kenya!.doc.clientID, 1, { cursor: { anchor: { type: { client: 3, clock: 4 } }, head: null } }))
    await observer!.until(() => (seen(observer!).get(kenya!.doc.clientID)?.cursor as { anchor: { type: { client: number } } }).anchor.type.client === 3, 'the next cursor')
    expect(observer!.of('presence').map(({ bytes }) => Buffer.from(bytes).toString()).filter((states) => states.includes('PERU'))).toEqual([])
    peru!.say(presence(kenya!.doc.clientID, 2 ** 32, null))
    peru!.say(presence(peru!.doc.clientID, 1, { user: {} }))
    await observer!.until(() => seen(observer!).size === 2, 'presence')
    expect([...seen(observer!).values()].map(({ user }) => user!.name)).toEqual(['KENYA', 'PERU'])
    expect(seen(kenya!).has(kenya!.doc.clientID), 'nobody is told of itself').toBe(false)
    kenya!.close()
    await observer!.until(() => seen(observer!).size === 1, 'Kenya has left')
    const late = await raw(document, 'observer').joined()
    expect([...seen(late).keys()]).toEqual([peru!.doc.clientID])
    for (const peer of [peru!, observer!, late]) peer.close()
  })
})

describe('a join', () => {
  it('ends with step 2, which holds all that was told', async () => {
    const document = await stage.makeDocument({ kenya: 'write', peru: 'write' })
    const kenya = await raw(document, 'kenya').joined()
    kenya.say(presence(kenya.doc.clientID, 1, { user: {} }))
    kenya.write(type('told'))
    await kenya.until(() => kenya.acked === 1, 'ack')
    const peru = await raw(document, 'peru').joined()
    // Who is here may be told at any moment; of the text, nothing comes after it.
    expect(peru.heard.filter(({ type }) => type !== 'presence').at(-1)?.type).toBe('answer')
    expect(peru.words).toBe('Recalling its mandate, told')
    expect(textOf(peru.doc).toString()).toContain('told')
    for (const peer of [kenya, peru]) peer.close()
  })
})
