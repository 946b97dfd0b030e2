// The operator's figures and /api/metrics: what is counted, by whom it is read, and that nobody's name is in it.
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import express from 'express'
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest'
import { REFUSED_BY, worriesOf, type Figures } from '@roundtable/shared/base/figures'
import { bears, metricsDoor } from '../../server/src/gate/metrics'
import type { Runner } from '../../server/src/gate/run'
import type { Bus } from '../../server/src/platform/bus'
import type { Config } from '../../server/src/platform/config'
import type { Redis } from '../../server/src/platform/redis'
import { openWatch } from '../../server/src/platform/watch'
import { faultsIn } from '../support/exposition'
import { handClock } from '../support/hand-clock'
import { openHub } from '../documents/hub'
import { eventually } from '../documents/peers'
import { join } from '../support/joined'
import { quiet } from '../support/template'
import { foundTable, type Table } from '../support/table'
import { openWorld, type World } from '../support/world'

const TOKEN = 'a-token-of-the-tests-with-enough-characters'
let world: World
let table: Table
beforeAll(async () => { world = await openWorld({ config: { metricsToken: TOKEN } }); table = await foundTable(world) })
afterAll(() => world.close())

const ask = (headers: Record<string, string> = {}) => fetch(`${world.url}/api/metrics`, { headers })
const text = async () => (await ask({ authorization: `Bearer ${TOKEN}` })).text()
/** The value of a series as it stands in the text. */
const valueOf = (said: string, series: string) => Number(said.split('\n').find((line) => line.startsWith(`${series} `))?.slice(series.length + 1))

describe('/api/metrics', () => {
  it('is read with the token, or by the operator’s session', async () => {
    const answer = await ask({ authorization: `Bearer ${TOKEN}` })
    expect([answer.status, answer.headers.get('content-type'), answer.headers.get('cache-control')]).toEqual([200, 'text/plain; version=0.0.4; charset=utf-8', 'no-store'])
    expect((await ask({ cookie: world.operator.cookie })).status).toBe(200)
  })

  it('by nobody else: no token, a wrong one, one that is longer or shorter, the secretariat, a chair', async () => {
    expect((await ask()).status).toBe(401)
    for (const wrong of ['x'.repeat(TOKEN.length), `${TOKEN}x`, TOKEN.slice(1), '']) expect((await ask({ authorization: `Bearer ${wrong}` })).status).toBe(401)
    for (const one of [world.secretariat, table.people.chair, table.people.kenya]) {
      expect((await ask({ cookie: one.cookie })).status).toBe(403)
      expect(await one.queryRefused('accounts/figures')).toMatchObject({ status: 403 })
    }
  })

  it('without a token in the settings no token opens it, not even an empty one', () => {
    for (const given of ['Bearer ', 'Bearer undefined', `Bearer ${TOKEN}`, undefined]) expect(bears(given, undefined)).toBe(false)
    expect(bears(`Bearer ${TOKEN}`, TOKEN)).toBe(true)
  })

  it('asked too often nothing is counted, and nobody is asked for, whoever asks', async () => {
    const [asked, counted] = [vi.fn(), vi.fn(() => Promise.resolve('figures'))]
    let enough = false
    const door = metricsDoor({ runner: { query: asked } as unknown as Runner, config: { metricsToken: TOKEN } as Config, limits: { allow: () => Promise.resolve(!enough) }, text: counted })
    const server = createServer(express().use(door)).listen(0)
    const get = () => fetch(`http://127.0.0.1:${(server.address() as AddressInfo).port}/`, { headers: { authorization: `Bearer ${TOKEN}` } })
    expect((await get()).status).toBe(200)
    enough = true
    expect((await get()).status).toBe(429)
    expect([counted.mock.calls.length, asked.mock.calls.length]).toEqual([1, 0])
    server.close()
  })

  it('counts rooms, connections, rows, times, and refused messages by the rule they broke', async () => {
    const before = await text()
    const { document } = await table.paper()
    const [chair, observer] = [join(table.people.chair, document), join(table.people.observer, document)]
    await Promise.all([chair.synced(), observer.synced()])
    chair.text().insert(0, 'Counted words. ')
    await observer.until((words) => words.startsWith('Counted words.'), 'the words')
    observer.text().insert(0, 'An observer writes. ')
    const rose = (said: string, series: string) => valueOf(said, series) - valueOf(before, series)
    let after = ''
    await eventually(async () => rose(after = await text(), 'roundtable_messages_refused_total{rule="right"}') >= 1, 'the refusal is counted')
    expect(rose(after, 'roundtable_rooms')).toBe(1)
    expect(rose(after, 'roundtable_connections')).toBe(2)
    expect(rose(after, 'roundtable_rows_total')).toBeGreaterThanOrEqual(1)
    expect(rose(after, 'roundtable_messages_total')).toBeGreaterThanOrEqual(1)
    expect(rose(after, 'roundtable_tick_seconds_count')).toBe(rose(after, 'roundtable_rows_total'))
    expect(rose(after, 'roundtable_commit_seconds_count')).toBeGreaterThanOrEqual(1)
    expect(valueOf(after, 'roundtable_queue_age_seconds')).toBe(0)
    expect(valueOf(after, 'roundtable_loop_delay_seconds{quantile="0.99"}')).toBeGreaterThanOrEqual(0)
    for (const one of [chair, observer]) one.leave()
  })

  it('is what Prometheus reads: by the grammar of its text, each family once and told what it is', async () => {
    const said = await text()
    expect(faultsIn(said)).toEqual([])
    expect(said.match(/^# TYPE \S+ /gm)!.length).toBeGreaterThan(20)
    const broken = {
      'roundtable_rooms 0': 'roundtable_rooms zero', '# TYPE roundtable_rooms gauge': '# TYPE roundtable_rooms counter', 'roundtable_loop_delay_seconds summary': 'roundtable_loop_delay_seconds gauge',
      'le="+Inf"} 0': 'le="+Inf"} 7', 'roundtable_server_info{server="': 'roundtable_server_info{server=""', '# HELP roundtable_followers': '# HELP roundtable_rooms',
    }
    for (const [right, wrong] of Object.entries(broken)) {
      const told = said.replace(/^roundtable_rooms \d+$/m, 'roundtable_rooms 0').replace(/le="\+Inf"\} \d+/, 'le="+Inf"} 0')
      expect(told, right).toContain(right)
      expect(faultsIn(told.replace(right, wrong)).length, wrong).toBeGreaterThan(0)
    }
  })

  it('names no person, body or paper: its only labels are this server, the known rules, and parts of a distribution', async () => {
    const { document, paper } = await table.paper()
    const chair = join(table.people.chair, document)
    await chair.synced()
    const said = await text()
    chair.leave()
    const labels = new Set([...said.matchAll(/\{([^}]*)\}/g)].flatMap(([, inside]) => inside!.split(',').map((one) => (/^(le|quantile)=/.test(one) ? one.split('=')[0]! : one))))
    const rules = REFUSED_BY.map((rule) => `rule="${rule}"`)
    expect([...labels].filter((label) => !['le', 'quantile', ...rules].includes(label))).toEqual([expect.stringMatching(/^server="[^"]+:\d+"$/)])
    const { person } = await table.people.chair.query('accounts/me', {})
    for (const name of [document, paper, table.body, person!.id, person!.name, TOKEN]) expect(said).not.toContain(name)
  })
})

describe('the operator’s page', () => {
  it('is told the same figures, of the server that answers', async () => {
    const { here, servers } = await world.operator.query('accounts/figures', {})
    expect(servers.map(({ server }) => server)).toEqual([here])
    const said = await text()
    expect(said).toContain(`roundtable_server_info{server="${here}"} 1`)
    expect(servers[0]).toMatchObject({ rows: valueOf(said, 'roundtable_rows_total'), taken: valueOf(said, 'roundtable_messages_total'), others: 'alone' })
  })

  it('of several servers each tells its own, and one that does not answer is left out', async () => {
    const hub = openHub()
    const redis = (bus: Bus) => ({ bus, ready: true }) as Redis
    const watches = ['one', 'two', 'three'].map((name) => openWatch({ documents: world.app.documents, ports: { ...world.ports, log: quiet, clock: handClock() }, redis: redis(hub.bus()), followers: () => name.length, server: () => name }))
    expect((await watches[0]!.everywhere()).map(({ server, followers }) => [server, followers])).toEqual([['one', 3], ['three', 5], ['two', 3]])
    watches[2]!.close()
    await eventually(async () => (await watches[0]!.everywhere()).map(({ server }) => server).join(' ') === 'one two', 'the third is gone')
    for (const watch of watches) watch.close()
  })

  it('marks what to look at, and nothing on a server that is well', () => {
    const calm = { count: 9, middle: 1, high: 9, longest: 20 }
    const well: Figures = { server: 's:1', since: '', at: '', rooms: 3, connections: 100, arriving: 0, followers: 80, stale: 3, slowed: 0, queueRows: 1, queueBytes: 10, queueAge: 3, tick: calm, commit: calm, loop: calm, rows: 1, failures: 0, taken: 1, refused: Object.fromEntries(REFUSED_BY.map((rule) => [rule, 0])) as Figures['refused'], memory: 2e8, others: 'heard' }
    expect(worriesOf(well)).toEqual([])
    const late = { ...calm, high: 5_000 }
    for (const [bad, worry] of [[{ queueAge: 31_000 }, 'queue'], [{ tick: late }, 'tick'], [{ commit: late }, 'commit'], [{ loop: late }, 'loop'], [{ stale: 11 }, 'stale'], [{ memory: 2e9 }, 'memory'], [{ others: 'unheard' as const }, 'others']] as const) expect(worriesOf({ ...well, ...bad })).toEqual([worry])
  })
})
