// Several servers on one database: what one has stored all tell, whatever becomes of the news between them; the database decides.
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import * as Y from 'yjs'
import { changed, eventually, presence, Raw, textOf, type, update } from './peers'
import { openHub } from './hub'
import { openStage, type Stage } from './stage'

const hub = openHub()
let stage: Stage
let second: Awaited<ReturnType<Stage['another']>>
beforeAll(async () => {
  stage = await openStage({ bus: hub.bus() })
  second = await stage.another(hub.bus())
}, 60_000)
afterAll(() => stage.close())
const here = (document: string, who: string) => new Raw(stage.url, document, who).joined()
const there = (document: string, who: string) => new Raw(second.url, document, who).joined()

it('[Y10] what is written on one server is told on the other, and stored once', async () => {
  const document = await stage.makeDocument({ kenya: 'write', peru: 'write' })
  const [kenya, peru] = await Promise.all([here(document, 'kenya'), there(document, 'peru')])
  for (let n = 0; n < 20; n++) { kenya.write(type(`k${n} `)); peru.write(type(`p${n} `)) }
  await Promise.all([kenya, peru].map((peer) => peer.until(() => peer.acked === 20, 'acks')))
  await eventually(() => kenya.words === peru.words && kenya.words.includes('k19') && kenya.words.includes('p19'), 'both hold both')
  expect(await stage.stored(document)).toBe(kenya.words)
  for (const n of [...Array(20).keys()]) for (const who of ['k', 'p']) expect(kenya.words.split(`${who}${n} `).length).toBe(2)
  for (const peer of [kenya, peru]) peer.close()
})

describe('[Y10] when the news is lost', () => {
  it('all of it: within a second or two the log is asked', async () => {
    const document = await stage.makeDocument({ kenya: 'write', peru: 'read' })
    const [kenya, peru] = await Promise.all([here(document, 'kenya'), there(document, 'peru')])
    hub.loss = 1
    kenya.write(type('unheard of'))
    await kenya.until(() => kenya.acked === 1, 'ack')
    await peru.until(() => peru.words.endsWith('unheard of'), 'the words')
    hub.loss = 0
    for (const peer of [kenya, peru]) peer.close()
  })

  it('one row of several: the rows behind it wait for it, and nobody is told them before', async () => {
    const document = await stage.makeDocument({ kenya: 'write', peru: 'read' })
    const [kenya, peru] = await Promise.all([here(document, 'kenya'), there(document, 'peru')])
    hub.loss = 1
    kenya.write(type('first '))
    await kenya.until(() => kenya.acked === 1, 'ack')
    hub.loss = 0
    kenya.write(type('second'))
    await peru.until(() => peru.words.endsWith('first second'), 'the words')
    expect(Y.decodeUpdate(Y.encodeStateAsUpdate(peru.doc)).structs.some((struct) => struct instanceof Y.Skip)).toBe(false)
    for (const peer of [kenya, peru]) peer.close()
  })
})

describe('[Y11] rights, on every server', () => {
  it('taken away with the news lost: nothing enters from the commit on, and the socket is told within seconds', async () => {
    const document = await stage.makeDocument({ kenya: 'write', peru: 'write' })
    const peru = await there(document, 'peru')
    hub.loss = 1
    await stage.changeRight(document, 'peru', 'read')
    const before = (await stage.log(document)).length
    peru.write(type('too late'))
    await peru.until(() => peru.of('refused').length > 0, 'refusal')
    expect((await stage.log(document)).length).toBe(before)
    await peru.until(() => peru.of('admitted').at(-1)?.write === false, 'told')
    hub.loss = 0
    peru.close()
  })

  it('an act on one server holds the text on all: words that come meanwhile stand behind it or are refused, none inside', async () => {
    const document = await stage.makeDocument({ kenya: 'write', peru: 'write' })
    const [kenya, peru] = await Promise.all([here(document, 'kenya'), there(document, 'peru')])
    let going = true
    const typing = (async () => { for (let n = 0; going; n++) { peru.write(type(`${n} `)); const at = n; await peru.until(() => peru.acked > at, 'ack') } })()
    await peru.until(() => peru.acked > 5, 'typing')
    for (let round = 0; round < 5; round++) {
      const seen = await stage.documents.act(document, (held) => stage.prisma.$transaction(async (tx) => {
        await held.lock(tx)
        const before = textOf(held.doc).length
        const rows = await tx.documentLog.count({ where: { document } })
        await held.write(tx, (doc) => { textOf(doc).insert(0, `act ${round}. `) })
        expect(await tx.documentLog.count({ where: { document } })).toBe(rows + 1)
        return before
      }))
      expect(seen).toBeGreaterThan(0)
    }
    going = false
    await typing
    await eventually(() => kenya.words === peru.words, 'equal')
    expect(kenya.words).toBe(await stage.stored(document))
    for (let round = 0; round < 5; round++) expect(kenya.words.split(`act ${round}. `).length).toBe(2)
    for (const peer of [kenya, peru]) peer.close()
  })
})

describe('[Y3] a client id belongs to one person, on every server', () => {
  it('also when the other server has not heard of it: the later row is refused, and its author told', async () => {
    const document = await stage.makeDocument({ kenya: 'write', peru: 'write' })
    const [kenya, peru] = await Promise.all([here(document, 'kenya'), there(document, 'peru')])
    hub.loss = 1
    kenya.write(type('Kenya says this. '))
    await kenya.until(() => kenya.acked === 1, 'ack')
    // Peru writes under Kenya's client id, as if Kenya had not written yet.
    const forged = new Y.Doc()
    forged.getXmlFragment('paper')
    Y.applyUpdate(forged, Y.encodeStateAsUpdate(peru.doc))
    forged.clientID = kenya.doc.clientID
    peru.say(update(changed(forged, type('Kenya agrees to everything. '))))
    await peru.until(() => peru.of('refused').length > 0, 'refusal')
    hub.loss = 0
    await peru.until(() => peru.words.includes('Kenya says this'), 'the truth')
    expect(await stage.stored(document)).not.toContain('everything')
    kenya.write(type('And goes on.'))
    await peru.until(() => peru.words.endsWith('And goes on.'), 'the words')
    for (const peer of [kenya, peru]) peer.close()
  })
})

describe('presence', () => {
  const states = (peer: Raw) => peer.of('presence').map(({ bytes }) => Buffer.from(bytes).toString('latin1')).join('\n')
  it('of one server is seen on the other, by who comes later too, and goes with its connection', async () => {
    const document = await stage.makeDocument({ kenya: 'write', peru: 'write', chad: 'read' })
    const [kenya, peru] = await Promise.all([here(document, 'kenya'), there(document, 'peru')])
    kenya.say(presence(kenya.doc.clientID, 1, { user: { name: 'The Chair' } }))
    await peru.until(() => states(peru).includes('Delegation of kenya'), 'presence')
    expect(states(peru)).not.toContain('The Chair')
    const chad = await there(document, 'chad')
    await chad.until(() => states(chad).includes('Delegation of kenya'), 'presence')
    const heard = peru.of('presence').length
    kenya.close()
    await peru.until(() => peru.of('presence').slice(heard).some(({ bytes }) => Buffer.from(bytes).toString('latin1').includes('null')), 'gone')
    for (const peer of [peru, chad]) peer.close()
  })
})
