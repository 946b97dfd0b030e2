// Whoever makes the server work gets his share of it, and no queue: others go on meanwhile.
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import * as Y from 'yjs'
import { Budgets } from '../../server/src/documents/budget'
import { BUDGET, LIMITS } from '../../server/src/documents/limits'
import { message, Raw, type } from './peers'
import { openStage, type Stage } from './stage'

describe('[Y12] a budget', () => {
  it('lets a burst pass, then its share of the time; it is one for all tabs of a person, and each has his own', () => {
    let now = 0
    const budgets = new Budgets(() => now)
    expect(budgets.spend('kenya', BUDGET.most)).toBe(0)
    expect(budgets.spend('kenya', 10)).toBe(10 / BUDGET.share)
    expect(budgets.spend('peru', 10)).toBe(0)
    now += 10 / BUDGET.share
    expect(budgets.spend('kenya', 0)).toBe(0)
    expect(budgets.spend('kenya', 1)).toBe(1 / BUDGET.share)
  })
  it('of who used nothing for long is as at first', () => {
    let now = 0
    const budgets = new Budgets(() => now)
    budgets.spend('kenya', BUDGET.most)
    now += BUDGET.most / BUDGET.share
    budgets.sweep()
    expect(budgets.spend('kenya', BUDGET.most)).toBe(0)
  })
})

describe('on the wire', () => {
  const before = { ...BUDGET }
  let stage: Stage
  beforeAll(async () => { stage = await openStage() }, 60_000)
  afterAll(async () => { Object.assign(BUDGET, before); await stage.close() })
  const raw = (document: string, who: string) => new Raw(stage.url, document, who)

  it('[Y12] who asks for the whole text a hundred thousand times and takes nothing has no queue made for him; when he listens again he has it', async () => {
    const document = await stage.makeDocument({ kenya: 'write', peru: 'read' })
    const [kenya, peru] = await Promise.all([raw(document, 'kenya').joined(), raw(document, 'peru').joined()])
    kenya.write(type('x'.repeat(200_000)))
    await kenya.until(() => kenya.acked === 1, 'ack')
    peru.ws.pause()
    const all = message(0, 0, Y.encodeStateVector(new Y.Doc()))
    const rss = process.memoryUsage().rss
    for (let n = 0; n < 100_000; n++) peru.say(all)
    for (let n = 1; n <= 20; n++) { kenya.write(type('.')); await kenya.until(() => kenya.acked === 1 + n, 'ack') }
    // A hundred thousand answers would be 20 GB.
    expect(process.memoryUsage().rss - rss).toBeLessThan(400e6)
    peru.ws.resume()
    await peru.until(() => peru.words.endsWith('.'.repeat(20)), 'the text')
    expect(peru.of('answer').reduce((sum, { bytes }) => sum + bytes.byteLength, 0)).toBeLessThan(400e6)
    for (const peer of [kenya, peru]) peer.close()
  }, 60_000)

  it('[Y12] who has spent his budget is heard later, all of it and in order; others are heard at once', async () => {
    const document = await stage.makeDocument({ kenya: 'write', peru: 'write' })
    const [kenya, peru] = await Promise.all([raw(document, 'kenya').joined(), raw(document, 'peru').joined()])
    Object.assign(BUDGET, { most: 0.5, share: 0.01 })
    for (let n = 0; n < 200; n++) kenya.write(type(`${n} `))
    for (let n = 1; n <= 5; n++) { peru.write(type('P')); await peru.until(() => peru.acked === n, 'ack') }
    expect(kenya.acked).toBeLessThan(200)
    Object.assign(BUDGET, before)
    await kenya.until(() => kenya.acked === 200, 'all')
    expect((await stage.stored(document)).replaceAll('P', '')).toContain(Array.from({ length: 200 }, (_, n) => `${n} `).join(''))
    for (const peer of [kenya, peru]) peer.close()
  })

  it('a state vector of more clients than there can be is an offence', async () => {
    const document = await stage.makeDocument({ kenya: 'write' })
    const kenya = await raw(document, 'kenya').joined()
    const vector = Y.encodeStateVector(new Map(Array.from({ length: 50_000 }, (_, n) => [n + 1_000, 1])))
    for (let n = 0; n < LIMITS.offences; n++) kenya.say(message(0, 0, vector))
    await kenya.until(() => kenya.closed !== undefined, 'close')
    expect(kenya.closed?.code).toBe(1008)
  })
})
