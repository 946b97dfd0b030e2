// Where patience ends: with those who keep sending what no editor sends, with those who hear nothing more, with a room that is busy.
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { WebSocket } from 'ws'
import { LIMITS, TIMES } from '../../server/src/documents/limits'
import { changed, eventually, message, presence, Raw, textOf, type, update } from './peers'
import { openStage, type Stage } from './stage'

// As short as a test can wait; nothing is measured here.
const before = { ...TIMES }
Object.assign(TIMES, { act: 100, stale: 300, sweep: 50, keepAlive: 100 })
let stage: Stage
beforeAll(async () => { stage = await openStage() }, 60_000)
afterAll(async () => { await stage.close(); Object.assign(TIMES, before) })
const raw = (document: string, who?: string) => new Raw(stage.url, document, who)

describe('who keeps sending what no editor sends is closed', () => {
  const wrongs: [string, (peer: Raw, other: Raw) => Uint8Array][] = [
    ['updates under another’s client id', (peer, other) => { peer.doc.clientID = other.doc.clientID; return update(changed(peer.doc, type('forged'))) }],
    ['state vectors that are none', () => message(0, 0, new Uint8Array([255]))],
    ['presence that is none', () => message(1, new Uint8Array([255]))],
    ['presence that is too large', (peer) => presence(peer.doc.clientID, 1, { user: 'x'.repeat(LIMITS.presence) })],
  ]
  it.each(wrongs)('%s', async (_, wrong) => {
    const document = await stage.makeDocument({ kenya: 'write', peru: 'write' })
    const [kenya, peru] = await Promise.all([raw(document, 'kenya').joined(), raw(document, 'peru').joined()])
    peru.write(type('Peru. '))
    await peru.until(() => peru.acked === 1, 'ack')
    const bytes = wrong(kenya, peru)
    for (let n = 0; n < LIMITS.offences; n++) kenya.say(bytes)
    await kenya.until(() => kenya.closed !== undefined, 'close')
    expect(kenya.closed?.code).toBe(1008)
    peru.write(type('On.'))
    await peru.until(() => peru.acked === 2, 'ack')
    peru.close()
  })

  it('and at once who sends text frames', async () => {
    const document = await stage.makeDocument({ kenya: 'write' })
    const kenya = await raw(document, 'kenya').joined()
    kenya.ws.send('words')
    await kenya.until(() => kenya.closed !== undefined, 'close')
    expect(kenya.closed?.code).toBe(1003)
  })
})

describe('who does not listen', () => {
  it('and never takes what it was sent, is cut', async () => {
    const document = await stage.makeDocument({ kenya: 'write', peru: 'read' })
    const [kenya, peru] = await Promise.all([raw(document, 'kenya').joined(), raw(document, 'peru').joined()])
    peru.ws.pause()
    for (let n = 0; n < 60; n++) {
      kenya.write(type('x'.repeat(200_000)))
      kenya.write((doc) => { const text = textOf(doc); text.delete(10, text.length - 10) })
      if (n % 4 === 0) await kenya.until(() => kenya.acked === 2 * (n + 1), 'ack')
    }
    await kenya.until(() => kenya.acked === 120, 'ack')
    // A further look at the clock by the server, and what was on its way is read to its end.
    await new Promise((go) => { setTimeout(go, 1_000) })
    peru.ws.resume()
    await peru.until(() => peru.closed !== undefined, 'cut')
    expect(peru.closed?.code).toBe(1006)
    kenya.close()
  }, 60_000)

  it('and answers no ping, is cut', async () => {
    const document = await stage.makeDocument({ kenya: 'write' })
    const deaf = new WebSocket(`${stage.url}/${document}`, { headers: { cookie: 'token=kenya' }, autoPong: false })
    const kenya = await raw(document, 'kenya').joined()
    expect(await new Promise((done) => { deaf.on('close', done) })).toBe(1006)
    expect(kenya.closed).toBeUndefined()
    kenya.close()
  })
})

it('an act gives up when its room is busy for too long, and the room is whole', async () => {
  const document = await stage.makeDocument({ kenya: 'write' })
  const kenya = await raw(document, 'kenya').joined()
  stage.line.hold()
  kenya.write(type('under way '))
  // Behind these words, so the flight has begun.
  await (await raw(document, 'kenya').opened()).ws.terminate()
  await new Promise((go) => { setTimeout(go, 50) })
  await expect(stage.documents.act(document, () => Promise.resolve())).rejects.toThrow('busy')
  stage.line.release()
  await kenya.until(() => kenya.acked === 1, 'ack')
  expect(await stage.documents.act(document, () => Promise.resolve('done'))).toBe('done')
  kenya.write(type('on'))
  await kenya.until(() => kenya.acked === 2, 'ack')
  await eventually(async () => await stage.stored(document) === 'Recalling its mandate, under way on')
  kenya.close()
})
