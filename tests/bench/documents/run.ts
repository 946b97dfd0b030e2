// `npm run bench -- documents [part …]`: the document server and its peers in one run; each part alone too.
import { endAll, openHouse, PINNED } from './servers'
import { write, type Result } from './report'
import { option, SEED, SHORT } from './settings'
import type { House } from './servers'

/** Minutes after which a part is given up. */
const PATIENCE = Math.max(15, Number(option('kills') ?? 0) / 4)
const PARTS: Record<string, () => Promise<{ measure(house: House): Promise<Result> }>> = {
  fanout: () => import('./fanout'),
  many: () => import('./many'),
  block: () => import('./block'),
  kill: () => import('./kill'),
  cold: () => import('./cold'),
  joins: () => import('./joins'),
  stalled: () => import('./stalled'),
  presence: () => import('./presence'),
  soak: () => import('./soak'),
  hostile: () => import('./hostile'),
  paragraph: () => import('./paragraph'),
}

const asked = process.argv.slice(2).filter((argument) => !argument.startsWith('--'))
const unknown = asked.filter((part) => !(part in PARTS))
if (unknown.length > 0) {
  console.error(`There is no part ${unknown.join(', ')}; there are ${Object.keys(PARTS).join(', ')}.`)
  process.exit(1)
}
const house = await openHouse()
const failures: string[] = []
for (const part of asked.length > 0 ? asked : Object.keys(PARTS)) {
  console.log(`\n${new Date().toISOString().slice(11, 19)} ${part} …`)
  const begun = performance.now()
  let late: NodeJS.Timeout | undefined
  try {
    const { measure } = await PARTS[part]!()
    const result = await Promise.race([measure(house), new Promise<never>((_, fail) => { late = setTimeout(() => { fail(new Error(`not done in ${PATIENCE} minutes`)) }, PATIENCE * 60_000) })])
    write(part, result, Object.keys(PARTS), `${new Date().toISOString().slice(0, 10)}, Node ${process.versions.node}, ${PINNED ? 'cores bound' : 'cores NOT bound'}, seed ${SEED}, ${Math.round((performance.now() - begun) / 1000)} s${SHORT ? ', SHORT: figures of no weight' : ''}.`)
  } catch (error) {
    failures.push(part)
    endAll()
    console.error(`${part} failed:`, error)
  } finally {
    clearTimeout(late)
  }
}
await house.close()
if (failures.length > 0) console.error(`\nNot measured: ${failures.join(', ')}`)
process.exit(failures.length > 0 ? 1 : 0)
