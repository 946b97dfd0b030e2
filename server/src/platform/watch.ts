// The figures of this server, and of the others beside it: one picture for the operator's page, one text for Prometheus.
import { monitorEventLoopDelay, type IntervalHistogram } from 'node:perf_hooks'
import { Counter, Gauge, Registry, type MetricType } from 'prom-client'
import { FiguresShape, REFUSED_BY, type Figures, type SpreadOf } from '@roundtable/shared/base/figures'
import type { Documents } from '../documents/documents'
import type { Ports } from './ports'
import type { Redis } from './redis'
import { Windows } from './timing'

export interface Watch {
  now(): Figures
  /** also of the other servers that answer in time, in the order of their names */
  everywhere(): Promise<Figures[]>
  /** Prometheus' text, of this server alone */
  text(): Promise<string>
  close(): void
}

export interface Watched { documents: Documents; ports: Ports; redis?: Redis; /** pages that follow */ followers(): number; /** the name of this server */ server(): string }

const CHANNEL = 'figures'
/** The others count in a moment, or are away. */
const PATIENCE = 400
/** The loop is asked so often how late it is, in milliseconds; so much of each answer is no delay. */
const RESOLUTION = 10
const NANOSECOND = 1e-6
const HALF_MINUTE = 30_000

export function openWatch({ documents, ports, redis, followers, server }: Watched): Watch {
  const since = ports.clock.now()
  const loops = [monitorEventLoopDelay({ resolution: RESOLUTION }), monitorEventLoopDelay({ resolution: RESOLUTION })] as const
  for (const loop of loops) loop.enable()
  const loop = new Windows<IntervalHistogram>(...loops)
  // These fill by themselves, so they are emptied also while nobody looks.
  let cancel = () => {}
  const turnLater = () => { cancel = ports.clock.at(new Date(ports.clock.now().getTime() + HALF_MINUTE), () => { void loop.both; turnLater() }) }
  turnLater()

  function now(): Figures {
    const { tally } = documents
    const { rooms, connections, arriving, stale, slowed, queue } = documents.figures()
    return {
      server: server(), since: since.toISOString(), at: ports.clock.now().toISOString(),
      rooms, connections, arriving, followers: followers(), stale, slowed, queueRows: queue.rows, queueBytes: queue.bytes, queueAge: Math.round(queue.age),
      tick: tally.tick.spread(), commit: tally.commit.spread(), loop: loop.spread(NANOSECOND, RESOLUTION),
      rows: tally.rows, failures: tally.failures, taken: tally.taken, refused: { ...tally.refused }, memory: process.memoryUsage.rss(),
      others: !redis ? 'alone' : redis.ready ? 'heard' : 'unheard',
    }
  }

  const asking = new Map<string, (figures: Figures) => void>()
  const say = (said: object) => { redis?.bus.publish(CHANNEL, new TextEncoder().encode(JSON.stringify(said))) }
  const hangUp = redis?.bus.subscribe(CHANNEL, (bytes) => {
    const { ask, answer, figures } = JSON.parse(new TextDecoder().decode(bytes)) as { ask?: string; answer?: string; figures?: unknown }
    if (ask !== undefined) return say({ answer: ask, figures: now() })
    // A server of another version may count other things.
    const read = FiguresShape.safeParse(figures)
    if (read.success) asking.get(answer ?? '')?.(read.data)
  })

  async function everywhere(): Promise<Figures[]> {
    const all = [now()]
    if (!redis?.ready) return all
    const id = ports.id()
    asking.set(id, (figures) => { all.push(figures) })
    say({ ask: id })
    await new Promise((go) => { setTimeout(go, PATIENCE) })
    asking.delete(id)
    return all.sort((one, other) => (one.server < other.server ? -1 : 1))
  }

  const registry = metrics(now, documents)
  return { now, everywhere, text: () => registry.metrics(), close() { cancel(); for (const one of loops) one.disable(); void hangUp?.then((end) => { end() }) } }
}

/** Quantiles that were counted elsewhere: told as what they are, a summary. */
class Quantiles extends Gauge<'quantile'> {
  override async get(): ReturnType<Gauge<'quantile'>['get']> { return { ...await super.get(), type: 'summary' as unknown as MetricType } }
}

/** Read when they are asked for, so that nothing is done for them in between. No label but those written here. */
function metrics(now: () => Figures, documents: Documents): Registry {
  const registry = new Registry()
  const gauge = (name: string, help: string, read: (figures: Figures) => number) => {
    new Gauge({ name, help, registers: [registry], collect() { this.set(read(now())) } })
  }
  const counter = (name: string, help: string, read: (figures: Figures) => number) => {
    new Counter({ name, help, registers: [registry], collect() { this.reset(); this.inc(read(now())) } })
  }
  new Gauge({ name: 'roundtable_server_info', help: 'Which server this is.', labelNames: ['server'], registers: [registry], collect() { this.reset(); this.set({ server: now().server }, 1) } })
  gauge('roundtable_rooms', 'Live documents that are open.', ({ rooms }) => rooms)
  gauge('roundtable_connections', 'Connections to live documents.', ({ connections }) => connections)
  gauge('roundtable_connections_arriving', 'Connections that are not admitted yet.', ({ arriving }) => arriving)
  gauge('roundtable_connections_stale', 'Connections that do not take what they are sent.', ({ stale }) => stale)
  gauge('roundtable_connections_slowed', 'Connections that are heard more slowly, by their budget.', ({ slowed }) => slowed)
  gauge('roundtable_followers', 'Pages that follow what happens.', ({ followers }) => followers)
  gauge('roundtable_queue_rows', 'Rows on their way into the database.', ({ queueRows }) => queueRows)
  gauge('roundtable_queue_bytes', 'Bytes of text that are not stored yet.', ({ queueBytes }) => queueBytes)
  gauge('roundtable_queue_age_seconds', 'For how long the oldest unstored word has waited.', ({ queueAge }) => queueAge / 1_000)
  documents.tally.tick.joins(registry)
  documents.tally.commit.joins(registry)
  counter('roundtable_rows_total', 'Rows stored.', ({ rows }) => rows)
  counter('roundtable_commit_failures_total', 'Commits of rows that failed and were tried again.', ({ failures }) => failures)
  counter('roundtable_compactions_total', 'Documents whose log was folded into a snapshot.', () => documents.tally.compactions.done)
  counter('roundtable_compaction_failures_total', 'Tries that took too long or failed; the log is whole, and the next try waits longer.', () => documents.tally.compactions.failed)
  counter('roundtable_messages_total', 'Messages with text that counted.', ({ taken }) => taken)
  new Counter({
    name: 'roundtable_messages_refused_total', help: 'Messages that did not count, by the rule they broke.', labelNames: ['rule'], registers: [registry],
    collect() { this.reset(); const { refused } = now(); for (const rule of REFUSED_BY) this.inc({ rule }, refused[rule]) },
  })
  const LOOP: [string, (spread: SpreadOf) => number][] = [['0.5', ({ middle }) => middle], ['0.99', ({ high }) => high], ['1', ({ longest }) => longest]]
  new Quantiles({
    name: 'roundtable_loop_delay_seconds', help: 'How late the event loop is, over the last half minute to minute.', labelNames: ['quantile'], registers: [registry],
    collect() { const { loop } = now(); for (const [quantile, read] of LOOP) this.set({ quantile }, read(loop) / 1_000) },
  })
  gauge('roundtable_others_heard', 'Whether news of other servers comes through; 1 also where there is none.', ({ others }) => (others === 'unheard' ? 0 : 1))
  gauge('process_resident_memory_bytes', 'Memory that the process holds.', ({ memory }) => memory)
  gauge('process_start_time_seconds', 'When it started.', ({ since }) => Date.parse(since) / 1_000)
  counter('process_cpu_seconds_total', 'Time of the processor that it used.', () => { const { user, system } = process.cpuUsage(); return (user + system) / 1e6 })
  return registry
}
