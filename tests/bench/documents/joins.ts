// A hundred people open the long paper at the same moment.
import { median } from '../process'
import { upload } from './cold'
import { profiled } from './profile'
import { fixed, type Result, type Row, type Table } from './report'
import { isOurs, NAMES, type House, type Kind, type Server } from './servers'
import { count, rounds } from './settings'
import { join, pause } from './typing'
import { openTrace } from './trace'

const PEOPLE = count(100, 40)
interface Figures { cpu: number; all: number }

/** The paper is in memory: somebody is in it. `all`: ms until the last has it. */
async function once(server: Server): Promise<Figures> {
  await pause(300)
  const cpu = server.cpu(), begun = performance.now()
  const wires = await Promise.all(Array.from({ length: PEOPLE }, (_, index) => join(server, 'paper', `person-${index}`)))
  const all = performance.now() - begun
  await pause(200)
  const spent = server.cpu() - cpu
  for (const wire of wires) wire.end()
  await pause(300)
  return { cpu: (spent * 1000) / PEOPLE, all }
}

export async function measure(house: House): Promise<Result> {
  const trace = openTrace()
  const kinds = house.kinds.filter((kind) => kind !== 'relay')
  const servers = new Map<Kind, Server>()
  for (const kind of kinds) {
    const server = await (await house.place(kind)).start()
    servers.set(kind, server)
    // Those who forget what nobody reads have a reader first, ours a text.
    if (!isOurs(kind)) await join(server, 'paper', 'holder')
    await upload(server, trace)
    if (isOurs(kind)) await join(server, 'paper', 'holder')
  }
  const found = new Map<Kind, Figures[]>()
  for (let round = 0; round < rounds(5); round += 1) for (const kind of kinds) found.set(kind, [...found.get(kind) ?? [], await once(servers.get(kind)!)])
  for (const server of servers.values()) await server.end()
  const of = (kind: Kind, which: keyof Figures) => median((found.get(kind) ?? []).map((figures) => figures[which]))
  const rows: Row[] = kinds.filter(isOurs).map((kind) => {
    const ratio = of(kind, 'cpu') / of('yws', 'cpu')
    return { figure: `CPU per join, ${PEOPLE} at once, ${NAMES[kind]}`, goal: `≤ 0.2 of ${NAMES.yws}`, measured: `${fixed(of(kind, 'cpu'), 2)} / ${fixed(of('yws', 'cpu'), 2)} ms`, ratio, met: Number.isNaN(ratio) ? undefined : ratio <= 0.2 }
  })
  const tables: Table[] = [{ title: `${PEOPLE} people join the paper of ${trace.state.toLocaleString('en')} bytes at once, medians of ${rounds(5)} interleaved rounds; all connect anew`, rows: kinds.map((kind) => ({ server: NAMES[kind], 'CPU ms per join': fixed(of(kind, 'cpu'), 2), 'the last has it after ms': fixed(of(kind, 'all'), 0) })) }]
  if (rows.some(({ met }) => met === false)) {
    tables.push(await profiled(house, kinds.find(isOurs)!, 'joins', async (server, around) => {
      await upload(server, trace)
      await join(server, 'paper', 'holder')
      await around(async () => void (await once(server)))
    }))
  }
  return { rows, tables }
}
