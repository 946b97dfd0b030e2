// Where a server's time goes: one more run under V8's profiler, its self time by module.
import { readFileSync } from 'node:fs'
import { SourceMap, type SourceMapPayload } from 'node:module'
import { fileURLToPath } from 'node:url'
import type { Table } from './report'
import { NAMES, type House, type Kind, type Place, type Server } from './servers'

interface Profile { nodes: { id: number; callFrame: { functionName: string; url: string; lineNumber: number; columnNumber: number } }[]; samples: number[]; timeDeltas: number[] }

/** `dispatch`: the profiler itself while it begins. */
const NOT_WORK = new Set(['(idle)', '(program)', '(root)', 'native dispatch'])

/** The moments that are looked at, within a longer work. */
export type Around = (work: () => Promise<void>) => Promise<void>

export async function profiled(house: House, kind: Kind, what: string, work: (server: Server, around: Around) => Promise<unknown>, place?: Place): Promise<Table> {
  const server = await (place ?? await house.place(kind)).start()
  let profile: Profile | undefined
  await work(server, async (moments) => {
    await server.ask('profile')
    await moments()
    profile = await server.ask<Profile>('the profile')
  })
  await server.end()
  if (!profile) return { title: `${what}: no profile`, rows: [] }
  const { nodes, samples, timeDeltas } = profile
  const maps = new Map<string, SourceMap | undefined>()
  const moduleOf = new Map(nodes.map(({ id, callFrame }) => [id, nameOf(callFrame, maps)]))
  const self = new Map<string, number>()
  let busy = 0
  samples.forEach((id, index) => {
    const name = moduleOf.get(id)!
    if (NOT_WORK.has(name)) return
    busy += timeDeltas[index]!
    self.set(name, (self.get(name) ?? 0) + timeDeltas[index]!)
  })
  const rows = [...self].sort(([, a], [, b]) => b - a).slice(0, 12)
  return { title: `${what}: self time of ${NAMES[kind]} by module, ${(busy / 1000).toFixed(0)} ms busy`, rows: rows.map(([module, time]) => ({ module, 'ms': (time / 1000).toFixed(0), 'share': `${((100 * time) / busy).toFixed(0)} %` })) }
}

function nameOf({ functionName, url, lineNumber, columnNumber }: Profile['nodes'][number]['callFrame'], maps: Map<string, SourceMap | undefined>): string {
  // Native calls stand without a file: the socket's write above all.
  if (!url) return functionName.startsWith('(') ? functionName : `native ${functionName}`
  if (url.startsWith('node:')) return url.split('/').slice(0, 2).join('/')
  if (url.includes('node_modules')) return /.*node_modules\/((?:@[^/]+\/)?[^/]+)/.exec(url)![1]!
  if (!maps.has(url)) {
    try { maps.set(url, new SourceMap(JSON.parse(readFileSync(`${fileURLToPath(url)}.map`, 'utf8')) as SourceMapPayload)) } catch { maps.set(url, undefined) }
  }
  const entry = maps.get(url)?.findEntry(lineNumber, columnNumber)
  const source = entry && 'originalSource' in entry ? entry.originalSource : url
  return /.*node_modules\/((?:@[^/]+\/)?[^/]+)/.exec(source)?.[1] ?? source.split('/').slice(-2).join('/')
}
