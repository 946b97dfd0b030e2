// Several servers on one database speak through Redis or Valkey: news, Socket.IO's rooms, limits that count for all. While it is away
// each server goes on alone and looks into the database: nothing is lost, some things come a second later.
import { createClient } from '@redis/client'
import { createAdapter } from '@socket.io/redis-adapter'
import type { Bus } from './bus'
import type { Ports } from './ports'

/** It did not answer at the start: a sentence for the operator. */
export class RedisAway extends Error {}

export interface Redis {
  bus: Bus
  /** for Socket.IO */
  adapter: ReturnType<typeof createAdapter>
  /** for the limits */
  client: unknown
  /** does news come through now? */
  readonly ready: boolean
  /** told when news comes through again: what was said meanwhile is lost */
  onAgain(work: () => void): void
  close(): Promise<void>
}

/** `name`: of the installation, so that several can share one Redis. */
export async function openRedis(url: string, name: string, { log, id }: Pick<Ports, 'log' | 'id'>): Promise<Redis> {
  const says = createClient({ url, disableOfflineQueue: true, socket: { connectTimeout: 5_000, reconnectStrategy: (tries) => Math.min(50 * 2 ** Math.min(tries, 6), 2_000) } })
  const hears = says.duplicate({ disableOfflineQueue: false })
  const again = new Set<() => void>()
  let away = false
  for (const client of [says, hears]) {
    client.on('error', (error: unknown) => {
      if (!away) log.warn({ error }, 'Redis is away: this server goes on alone')
      away = true
    })
  }
  hears.on('ready', () => {
    if (!away) return
    away = false
    log.info({}, 'Redis is back')
    for (const work of again) work()
  })
  try {
    await within(5_000, Promise.all([says.connect(), hears.connect()]))
  } catch (error) {
    says.destroy()
    hears.destroy()
    const { hostname, port } = new URL(url)
    throw new RedisAway(`Redis at ${hostname}:${port || '6379'} does not answer (${error instanceof Error ? error.message : String(error)}). Check REDIS_URL.`)
  }
  const own = Buffer.from(id())
  const publish = (channel: string, message: string | Buffer) => says.publish(channel, message).catch(() => 0)
  const bus: Bus = {
    publish(channel, news) { void publish(`${name} ${channel}`, Buffer.concat([own, news])) },
    async subscribe(channel, hear) {
      const listener = (message: Buffer) => { if (!message.subarray(0, own.length).equals(own)) hear(new Uint8Array(message.subarray(own.length))) }
      // Not waited for longer: what is missed is found in the database.
      await within(1_000, hears.subscribe(`${name} ${channel}`, listener, true)).catch(() => undefined)
      return () => { hears.unsubscribe(`${name} ${channel}`, listener, true).catch(() => undefined) }
    },
  }
  // What the adapter says into the void must not end the process, so it gets a client whose publish never fails.
  const quiet = { publish, pSubscribe: says.pSubscribe.bind(says), sendCommand: says.sendCommand.bind(says), on: says.on.bind(says), off: says.off.bind(says) }
  return {
    bus, client: says, adapter: createAdapter(quiet, hears, { key: `${name} socket.io` }),
    get ready() { return !away && says.isReady },
    onAgain(work) { again.add(work) },
    async close() { await Promise.all([says, hears].map((client) => client.close().catch(() => client.destroy()))) },
  }
}

async function within<T>(milliseconds: number, work: Promise<T>): Promise<T> {
  let timer: NodeJS.Timeout | undefined
  try {
    return await Promise.race([work, new Promise<never>((_done, fail) => { timer = setTimeout(() => { fail(new Error('no answer')) }, milliseconds) })])
  } finally {
    clearTimeout(timer)
    work.catch(() => undefined)
  }
}
