// Readers on other servers count in a crowd: each server says how many of each delegation are connected to it, and nobody's name.
import { randomUUID } from 'node:crypto'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { Elsewhere, join, type ByDelegation } from '../../server/src/documents/elsewhere'
import { LIMITS, TIMES } from '../../server/src/documents/limits'
import { Presence } from '../../server/src/documents/presence'
import { read, write } from '../../server/src/documents/relay'
import type { Bus } from '../../server/src/platform/bus'
import { openRedis } from '../../server/src/platform/redis'
import { openHub } from './hub'
import { presence, Raw } from './peers'
import { openStage, type Stage } from './stage'

const redisUrl = process.env['TEST_REDIS_URL']
const of = (...people: [person: string, delegation?: string][]): ByDelegation => {
  const by: ByDelegation = new Map()
  for (const [person, delegation] of people) join(by, person, { delegation })
  return by
}
const NOBODY = of()
const kenya = (people: number) => [{ delegation: 'Kenya', people }]

describe('what other servers count', () => {
  let now = 1_000_000
  const open = () => new Elsewhere(() => now)

  it('is added to those who are here: who is known to be here too counts once, and a cursor that came before its count counts', () => {
    const others = open()
    expect(others.sum(of(['a', 'Kenya']), of(['a', 'Kenya'], ['b', 'Kenya']))).toEqual(kenya(2))
    others.learn('two', kenya(3))
    others.learn('three', [{ delegation: 'Peru', people: 1 }, ...kenya(1)])
    expect(others.readers).toBe(5)
    expect(others.sum(of(['a', 'Kenya'], ['x']), NOBODY)).toEqual([...kenya(5), { delegation: '', people: 1 }, { delegation: 'Peru', people: 1 }])
    expect(others.sum(of(['a', 'Kenya']), of(['a', 'Kenya'], ['b', 'Kenya']))).toEqual([...kenya(4), { delegation: 'Peru', people: 1 }])
  })

  it('is forgotten when a server falls silent or says goodbye; said again it is no news, and stays', () => {
    const others = open()
    expect([others.learn('two', kenya(3)), others.learn('two', kenya(3)), others.learn('three', kenya(1))]).toEqual([true, false, true])
    now += TIMES.elsewhere - 1
    expect([others.forget(), others.learn('two', kenya(3))]).toEqual([false, false])
    now += 1
    expect([others.forget(), others.readers]).toEqual([true, 3])
    expect([others.learn('two', []), others.readers]).toEqual([true, 0])
  })

  it('is told to them when somebody came or went or they ask, and before they forget it; not that still nobody is here', () => {
    const others = open()
    let here = kenya(0).slice(1)
    const said = () => others.toSay(() => here)
    others.stir()
    expect(said()).toBeUndefined()
    here = kenya(1)
    expect(said()).toBeUndefined()
    others.stir()
    expect([said(), said()]).toEqual([here, undefined])
    now += TIMES.keepAlive
    expect([said(), said()]).toEqual([here, undefined])
    expect(TIMES.keepAlive * 2).toBeLessThan(TIMES.elsewhere)
    here = []
    others.stir()
    expect([said(), said()]).toEqual([[], undefined])
    now += TIMES.keepAlive
    expect(said()).toBeUndefined()
  })

  it('makes a crowd of those who are here, which is none again when they fall silent', () => {
    const told: unknown[] = []
    const listener = { tell: () => undefined, tellCrowd: (frame: Buffer) => { told.push((JSON.parse(/\{.*\}/s.exec(frame.toString())![0]) as { here?: unknown }).here) } }
    const here = new Presence<typeof listener>(() => now, () => [{ person: 'a', session: 's', name: 'Ama', delegation: 'Kenya' }])
    const tell = () => { here.tell(1, (say) => { say(listener) }) }
    expect([here.learnCrowd('two', kenya(LIMITS.cursors - 1), 1), here.learnCrowd('two', kenya(LIMITS.cursors), 1)]).toEqual([false, true])
    tell()
    now += TIMES.crowd
    expect(here.learnCrowd('two', kenya(LIMITS.cursors + 1), 1)).toBe(true)
    tell()
    expect(told).toEqual([kenya(LIMITS.cursors + 1), kenya(LIMITS.cursors + 2)])
    now += TIMES.elsewhere
    here.forget()
    expect(here.moved).toBe(true)
    tell()
    expect(told.at(-1)).toBeUndefined()
  })

  it('goes between servers as it is', () => {
    const news = { kind: 'crowd' as const, server: 'two', here: [{ delegation: 'Women’s Major Group', group: 'women', people: 40 }] }
    expect(read(write(news))).toEqual(news)
  })
})

const lines: [string, () => Promise<[Bus, Bus, () => Promise<unknown>]>][] = [['a line in the hand', async () => { const hub = openHub(); return [hub.bus(), hub.bus(), () => Promise.resolve()] }]]
if (redisUrl) lines.push(['Redis', async () => {
  const name = `test ${randomUUID()}`
  const [one, two] = await Promise.all([1, 2].map(() => openRedis(redisUrl, name, { log: { info: () => undefined, warn: () => undefined, error: () => undefined } as never, id: randomUUID })))
  return [one!.bus, two!.bus, () => Promise.all([one!.close(), two!.close()])]
}])

describe.each(lines)('two servers by %s', (_line, open) => {
  let stage: Stage
  let second: Awaited<ReturnType<Stage['another']>>
  let closeLine: () => Promise<unknown>
  beforeEach(async () => {
    const [one, two, close] = await open()
    closeLine = close
    stage = await openStage({ bus: one })
    second = await stage.another(two)
  }, 60_000)
  afterEach(async () => { await stage.close(); await closeLine() })

  it('of whom neither has fifty readers have a crowd together, with all its readers; when one says goodbye the cursors come back', async () => {
    const names = Array.from({ length: LIMITS.cursors + 1 }, (_, index) => `reader-${index}`)
    const document = await stage.makeDocument({ kenya: 'write', ...Object.fromEntries(names.map((name) => [name, 'read' as const])) })
    const half = LIMITS.cursorsAgain - 20
    const all = (url: string, some: string[]) => Promise.all(some.map((name) => new Raw(url, document, name).joined()))
    const kenya = [await new Raw(stage.url, document, 'kenya').joined(), await new Raw(second.url, document, 'kenya').joined()] as const
    for (const one of kenya) one.say(presence(one.doc.clientID, 1, { cursor: { anchor: { type: { client: 1, clock: 1 } }, head: null } }))
    const [here, there] = [await all(stage.url, names.slice(0, half)), await all(second.url, names.slice(half))]
    const counted = (peer: Raw) => Object.fromEntries(peer.of('crowd').at(-1)?.here?.map(({ delegation, people }) => [delegation.replace('Delegation of ', ''), people]) ?? [])
    // Kenya is on both with a cursor: once.
    const everybody = Object.fromEntries(['kenya', ...names].map((name) => [name, 1]))
    for (const peer of [here[0]!, there[0]!]) {
      await peer.until(() => Object.keys(counted(peer)).length === names.length + 1, 'all are counted')
      await peer.until(() => counted(peer)['kenya'] === 1, 'once')
      expect(counted(peer)).toEqual(everybody)
    }
    expect(JSON.stringify(here[0]!.of('crowd'))).not.toContain('READER')

    await second.close()
    await here[0]!.until(() => here[0]!.of('crowd').at(-1)!.here === undefined, 'cursors again')
    for (const peer of [...kenya, ...here, ...there]) peer.close()
  }, 120_000)
})
