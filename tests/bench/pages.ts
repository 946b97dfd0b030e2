// Bytes of all public pages and of the application's first load, gzip, without fonts; each with all that it names.
import { gzipSync } from 'node:zlib'
import { explorerPath, EXPLORER_VIEWS } from '@roundtable/shared/survey/explorer.views'
import { Client } from '../support/client'
import { drop, roundtable, scratchFolder, show } from './process'

const folder = scratchFolder()
const server = await roundtable(folder)
const origin = `http://127.0.0.1:${server.port}`
const { bodies } = await new Client(origin).query('bodies/list', {})
const { outcomes } = await new Client(origin).query('outcomes/list', { body: bodies[0]!.id })
const kilo = (count: number) => (count / 1000).toFixed(1)
const parts = new Map<string, Promise<number>>()
const weighed = (part: string): Promise<number> => {
  const known = parts.get(part) ?? fetch(origin + part).then(async (answer) => gzipSync(Buffer.from(await answer.arrayBuffer())).length)
  parts.set(part, known)
  return known
}

async function weigh(what: string, path: string): Promise<Record<string, string>> {
  const answer = await fetch(origin + path, { headers: { accept: 'text/html' } })
  if (!answer.ok) throw new Error(`${path}: ${answer.status}`)
  const html = await answer.text()
  const named = [...new Set([...html.matchAll(/(?:src|href)="(\/[^"]+\.(?:js|css))"/g)].map((match) => match[1]!))]
  const rest = (await Promise.all(named.map(weighed))).reduce((sum, one) => sum + one, 0)
  const page = gzipSync(html).length
  return { page: what, 'html kB': kilo(page), 'css and js kB': kilo(rest), 'together kB': kilo(page + rest) }
}
const explorer = Object.fromEntries(EXPLORER_VIEWS.map((view) => [`explorer: ${view}`, explorerPath(view) + (view === 'compare' ? '?indicator=egdi&state=KEN&state=RWA' : '')]))
const PAGES: Record<string, string> = {
  'front': '/', 'a body': `/bodies/${bodies[0]!.id}`, 'an outcome': `/outcomes/${outcomes[0]!.symbol}`, 'who may do what': '/who-may', 'the Survey': '/survey', ...explorer,
  'a State': '/survey/states/KEN', 'a region': '/survey/areas/014', 'a group': '/survey/groups/ldc', 'sign-in': '/sign-in',
}
const rows = []
for (const [what, path] of Object.entries(PAGES)) rows.push(await weigh(what, path).catch((error: unknown) => ({ page: `${what}: ${String(error)}` })))
show('Pages, gzip, without fonts (modules that index.html preloads included)', rows)
await server.end()
drop(folder)
