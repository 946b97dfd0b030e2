// One event, and one post of a thread, to 500 followers of a body against a bare Socket.IO emit of the same bytes: server CPU per delivery, time of arrival.
import { io, type Socket } from 'socket.io-client'
import { Client } from '../support/client'
import { benchDatabase, drop, median, quantile, roundtable, run, scratchFolder, show, type Running } from './process'

const FOLLOWERS = 500
const EVENTS = 40

async function sockets(port: number, cookie: string | undefined, joined: (socket: Socket) => Promise<unknown>): Promise<Socket[]> {
  const all: Socket[] = []
  for (let index = 0; index < FOLLOWERS; index += 25) {
    all.push(...await Promise.all(Array.from({ length: 25 }, async () => {
      const socket = io(`http://127.0.0.1:${port}`, { transports: ['websocket'], extraHeaders: { ...(cookie ? { cookie } : {}), origin: `http://127.0.0.1:${port}` }, forceNew: true })
      await new Promise<void>((done, fail) => { socket.once('connect', done); socket.once('connect_error', fail) })
      await joined(socket)
      return socket
    })))
  }
  return all
}

async function measure(server: Running, all: Socket[], cause: () => Promise<unknown>) {
  const times: number[] = []
  const arrivals: number[] = []
  let payload: unknown
  const before = server.cpu()
  for (let index = 0; index < EVENTS; index += 1) {
    const begun = performance.now()
    const got = all.map((socket) => new Promise<void>((done) => socket.once('events', (told: unknown) => { payload = told; arrivals.push(performance.now() - begun); done() })))
    await Promise.all([cause(), ...got])
    times.push(performance.now() - begun)
  }
  return { cpu: ((server.cpu() - before) * 1e6) / (EVENTS * FOLLOWERS), all: median(times), p99: quantile(arrivals, 0.99), payload }
}

const folder = scratchFolder()
const database = await benchDatabase('events')
const ours = await roundtable(folder, database ? { DATABASE_URL: database } : {})
const client = new Client(`http://127.0.0.1:${ours.port}`)
await client.command('accounts/enterAs', { who: 'rapporteur' })
const body = (await client.query('accounts/me', {})).memberships[0]!.body
const { papers } = await client.query('papers/list', { body })
const paper = papers.find(({ stage }) => stage === 'draft')!.id
const { thread } = await client.command('discussion/openThread', { on: { is: 'paper', paper }, words: 'The first post.', mentions: [] })
const CAUSES = {
  'a figure cited': () => client.command('papers/citeFigure', { paper, edition: 2024, iso3: 'KEN', indicator: 'egdi' }),
  'a post': () => client.command('discussion/reply', { thread, words: 'Scores should be read before ranks, and a fall in rank does not mean that e-government goes backwards.', mentions: ['chair'] }),
}
// Somebody else's: what is told to the author personally, on all devices, is not part of it.
const listener = new Client(`http://127.0.0.1:${ours.port}`)
await listener.command('accounts/enterAs', { who: 'delegate-kenya' })
const followers = await sockets(ours.port, listener.cookie, (socket) => socket.emitWithAck('bodies/follow', { body }, {}))
const rows: Record<string, string>[] = []
/** The command alone: its followers have left. */
async function alone(cause: () => Promise<unknown>): Promise<number> {
  const before = ours.cpu()
  for (let index = 0; index < EVENTS; index += 1) await cause()
  return ((ours.cpu() - before) * 1e6) / (EVENTS * FOLLOWERS)
}
const told: Record<string, number> = {}
for (const [what, cause] of Object.entries(CAUSES)) {
  const first = await measure(ours, followers, cause)
  const peer = await run(['--import', 'tsx', 'tests/bench/peer-emit.ts'], { PAYLOAD: JSON.stringify(first.payload) })
  const listeners = await sockets(peer.port, undefined, async () => undefined)
  const emit = () => fetch(`http://127.0.0.1:${peer.port}/emit`).then((response) => response.text())
  const rounds = { ours: [first], peer: [await measure(peer, listeners, emit)] }
  for (let round = 0; round < 2; round += 1) {
    rounds.ours.push(await measure(ours, followers, cause))
    rounds.peer.push(await measure(peer, listeners, emit))
  }
  for (const socket of listeners) socket.disconnect()
  await peer.end()
  told[what] = median(rounds.ours.map(({ cpu }) => cpu))
  const of = (who: 'ours' | 'peer', which: 'cpu' | 'all' | 'p99') => median(rounds[who].map((round) => round[which]))
  rows.push(...(['ours', 'peer'] as const).map((who) => ({
    what, who: who === 'ours' ? 'command, commit, tell' : 'bare Socket.IO emit', 'server CPU µs per delivery': of(who, 'cpu').toFixed(1), 'CPU, ratio': (of(who, 'cpu') / of('peer', 'cpu')).toFixed(2), 'p99 of arrivals, ms': of(who, 'p99').toFixed(1), 'until all have it, ms': of(who, 'all').toFixed(1),
  })))
}
for (const socket of followers) socket.disconnect()
await new Promise((gone) => setTimeout(gone, 2_000))
for (const [what, cause] of Object.entries(CAUSES)) {
  const command = median([await alone(cause), await alone(cause), await alone(cause)])
  const bare = Number(rows.find((row) => row['what'] === what && row['CPU, ratio'] === '1.00')!['server CPU µs per delivery'])
  rows.push({ what, 'who': 'the command with nobody following, shared by as many', 'server CPU µs per delivery': command.toFixed(1) }, { what, 'who': 'what telling adds', 'server CPU µs per delivery': (told[what]! - command).toFixed(1), 'CPU, ratio': ((told[what]! - command) / bare).toFixed(2) })
}
await ours.end()
drop(folder)
show(`One event to ${FOLLOWERS} followers, ${EVENTS} events, 3 interleaved rounds, medians`, rows)
process.exit(0)
