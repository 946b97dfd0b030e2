// One event to 500 followers of a body against a bare Socket.IO emit of the same bytes: server CPU per delivery, time until all have it.
import { io, type Socket } from 'socket.io-client'
import { Client } from '../support/client'
import { drop, median, roundtable, run, scratchFolder, show, type Running } from './process'

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
  let payload: unknown
  const before = server.cpu()
  for (let index = 0; index < EVENTS; index += 1) {
    const got = all.map((socket) => new Promise<void>((done) => socket.once('events', (told: unknown) => { payload = told; done() })))
    const begun = performance.now()
    await Promise.all([cause(), ...got])
    times.push(performance.now() - begun)
  }
  return { cpu: ((server.cpu() - before) * 1e6) / (EVENTS * FOLLOWERS), time: median(times), payload }
}

const folder = scratchFolder()
const ours = await roundtable(folder)
const client = new Client(`http://127.0.0.1:${ours.port}`)
await client.command('accounts/enterAs', { who: 'rapporteur' })
const { bodies } = await client.query('bodies/list', {})
const body = bodies[0]!.id
const { papers } = await client.query('papers/list', { body })
const paper = papers.find(({ stage }) => stage === 'draft')!.id
const followers = await sockets(ours.port, client.cookie, (socket) => socket.emitWithAck('bodies/follow', { body }, {}))
const cite = () => client.command('papers/citeFigure', { paper, edition: 2024, iso3: 'KEN', indicator: 'egdi' })
const first = await measure(ours, followers, cite)
const peer = await run(['--import', 'tsx', 'tests/bench/peer-emit.ts'], { PAYLOAD: JSON.stringify(first.payload) })
const listeners = await sockets(peer.port, undefined, async () => undefined)
const emit = () => fetch(`http://127.0.0.1:${peer.port}/emit`).then((response) => response.text())
const rounds = { ours: [first], peer: [await measure(peer, listeners, emit)] }
for (let round = 0; round < 2; round += 1) {
  rounds.ours.push(await measure(ours, followers, cite))
  rounds.peer.push(await measure(peer, listeners, emit))
}
for (const socket of [...followers, ...listeners]) socket.disconnect()
await ours.end()
await peer.end()
drop(folder)
const cpu = (who: 'ours' | 'peer') => median(rounds[who].map((round) => round.cpu))
const time = (who: 'ours' | 'peer') => median(rounds[who].map((round) => round.time))
show(`One event to ${FOLLOWERS} followers, ${EVENTS} events, 3 interleaved rounds, medians`, (['ours', 'peer'] as const).map((who) => ({
  who: who === 'ours' ? 'command, commit, tell' : 'bare Socket.IO emit', 'server CPU µs per delivery': cpu(who).toFixed(1), 'CPU, ratio': (cpu(who) / cpu('peer')).toFixed(2), 'until all have it, ms': time(who).toFixed(1),
})))
process.exit(0)
