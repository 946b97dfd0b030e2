// Two thousand who come and go, five hundred documents opened and left: what stays behind.
import { fixed, mega, type Result, type Row } from './report'
import { isOurs, NAMES, type House, type Kind, type Memory, type Server } from './servers'
import { count } from './settings'
import { firstText, join, joinAll, pause } from './typing'

const VISITS = count(2_000, 200)
const DOCUMENTS = count(500, 50)
const AT_ONCE = 50
/** A room is unloaded some seconds after its last reader, and idle connections to the database are closed after ten. */
const IDLE = 13_000

async function churn(server: Server, visits: number, documents: number, turn: string): Promise<void> {
  const names = Array.from({ length: documents }, (_, index) => `soak-${turn}-${index}`)
  await server.make([`hall-${turn}`, ...names])
  const { update } = firstText(1, 1)
  for (let first = 0; first < visits; first += AT_ONCE) {
    const wires = await joinAll(AT_ONCE, (index) => join(server, `hall-${turn}`, `person-${first + index}`))
    for (const wire of wires) wire.end()
  }
  for (let first = 0; first < documents; first += AT_ONCE) {
    const wires = await joinAll(Math.min(AT_ONCE, documents - first), (index) => join(server, names[first + index]!, 'author'))
    wires.forEach((wire, index) => { wire.say(server.dialect.sync(names[first + index]!, 2, update)) })
    await pause(200)
    for (const wire of wires) wire.end()
  }
  await pause(IDLE)
}

interface Figures { before: Memory; after: Memory }

/** The first churn warms up: code, pools, caches. The second is what is measured. */
async function once(server: Server): Promise<Figures> {
  await churn(server, Math.max(AT_ONCE, VISITS / 10), DOCUMENTS / 5, 'warm')
  const before = await server.ask<Memory>('memory')
  await churn(server, VISITS, DOCUMENTS, 'soak')
  return { before, after: await server.ask<Memory>('memory') }
}

/** What there is more of than before. */
const more = ({ before, after }: Figures): string[] => [
  ...Object.entries(after.resources).flatMap(([name, number]) => (number > (before.resources[name] ?? 0) ? [`${name} +${number - (before.resources[name] ?? 0)}`] : [])),
  ...(after.listeners > before.listeners ? [`listeners +${after.listeners - before.listeners}`] : []),
]

export async function measure(house: House): Promise<Result> {
  const kinds = house.kinds.filter((kind) => kind !== 'relay')
  const found = new Map<Kind, Figures>()
  for (const kind of kinds) {
    const server = await (await house.place(kind)).start()
    found.set(kind, await once(server))
    const { before, after } = found.get(kind)!
    console.log(`  ${NAMES[kind]}: resident ${mega(before.rss)} → ${mega(after.rss)} MB, heap ${mega(before.heap)} → ${mega(after.heap)} MB, more: ${more(found.get(kind)!).join(', ') || 'nothing'}`)
    await server.end()
  }
  const rows: Row[] = kinds.filter(isOurs).flatMap((kind): Row[] => {
    const figures = found.get(kind)!
    const rss = figures.after.rss / figures.before.rss, heap = figures.after.heap / figures.before.heap
    return [
      { figure: `memory after ${VISITS} joins and leaves and ${DOCUMENTS} documents idled, ${NAMES[kind]}`, goal: 'back within 20 %', measured: `resident ${fixed((rss - 1) * 100, 0)} %, heap ${fixed((heap - 1) * 100, 0)} % more`, ratio: Math.max(rss, heap), met: Math.max(rss, heap) <= 1.2 },
      { figure: `handles, timers, listeners left by them, ${NAMES[kind]}`, goal: 'none', measured: more(figures).join(', ') || 'none', met: more(figures).length === 0 },
    ]
  })
  return { rows, tables: [{ title: `Before and after, garbage collected; a first round of a tenth has warmed up`, rows: kinds.map((kind) => { const figures = found.get(kind)!; return { server: NAMES[kind], 'resident MB': `${mega(figures.before.rss)} → ${mega(figures.after.rss)}`, 'heap MB': `${fixed(figures.before.heap / 1e6)} → ${fixed(figures.after.heap / 1e6)}`, more: more(figures).join(', ') || 'nothing' } }) }] }
}
