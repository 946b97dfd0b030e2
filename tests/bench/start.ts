// Starting: cold (a new database, Survey, demonstration) and warm.
import { drop, median, roundtable, scratchFolder, show } from './process'

const cold: number[] = []
const warm: number[] = []
for (let round = 0; round < 3; round += 1) {
  const folder = scratchFolder()
  for (const list of [cold, warm]) {
    const server = await roundtable(folder)
    list.push(server.started)
    await server.end()
  }
  drop(folder)
}
const row = (name: string, list: number[]) => ({ start: name, 'median s': (median(list) / 1000).toFixed(2), 'all s': list.map((one) => (one / 1000).toFixed(2)).join(' ') })
show('Start of the built server, embedded database', [row('cold: create, migrate, import 12 editions, plant', cold), row('warm', warm)])
