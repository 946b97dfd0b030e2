// Bytes of the public pages and of the application's first load, gzip, without fonts.
import { gzipSync } from 'node:zlib'
import { Client } from '../support/client'
import { drop, roundtable, scratchFolder, show } from './process'

const folder = scratchFolder()
const server = await roundtable(folder)
const origin = `http://127.0.0.1:${server.port}`
const { bodies } = await new Client(origin).query('bodies/list', {})
const { outcomes } = await new Client(origin).query('outcomes/list', { body: bodies[0]!.id })

async function weigh(path: string): Promise<Record<string, string>> {
  const html = await (await fetch(origin + path, { headers: { accept: 'text/html' } })).text()
  const parts = [...html.matchAll(/(?:src|href)="(\/[^"]+\.(?:js|css))"/g)].map((match) => match[1]!)
  const bytes = await Promise.all(parts.map(async (part) => gzipSync(Buffer.from(await (await fetch(origin + part)).arrayBuffer())).length))
  const page = gzipSync(html).length
  const kilo = (count: number) => (count / 1000).toFixed(1)
  return { page: path, 'html kB': kilo(page), 'css and js kB': kilo(bytes.reduce((sum, one) => sum + one, 0)), 'together kB': kilo(page + bytes.reduce((sum, one) => sum + one, 0)) }
}
const rows = []
for (const path of ['/', `/bodies/${bodies[0]!.id}`, `/outcomes/${outcomes[0]!.symbol}`, '/who-may', '/sign-in']) rows.push(await weigh(path))
show('Pages, gzip, without fonts (modules that index.html preloads included)', rows)
await server.end()
drop(folder)
