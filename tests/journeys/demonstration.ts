// The planted demonstration as a server of its own, for what looks at all its screens.
import type { CastMember } from '@roundtable/shared/accounts/cast'
import { Client } from '../support/client'
import { run, type Running } from '../bench/process'
import type { Ids } from './screens'

export interface Demonstration { url: string; ids: Ids; cookieOf(who: CastMember): Promise<string>; end(): Promise<void> }

export async function openDemonstration(dataDir: string, env: Record<string, string> = {}): Promise<Demonstration> {
  const server: Running = await run(['server/dist/main.js'], { PORT: '0', DATA_DIR: dataDir, DEMONSTRATION: '1', DATABASE_URL: '', NODE_ENV: '', ...env })
  const url = `http://127.0.0.1:${env['PORT'] ?? server.port}`
  const cookies = new Map<CastMember, string>()
  const cookieOf = async (who: CastMember) => {
    const client = new Client(url, who)
    if (!cookies.has(who)) { await client.command('accounts/enterAs', { who }); cookies.set(who, client.cookie) }
    return cookies.get(who)!
  }
  const chair = new Client(url)
  chair.cookie = await cookieOf('chair')
  const served = new Client(url)
  served.cookie = await cookieOf('secretariat')
  const of = async (symbol: string) => (await chair.query('bodies/list', {})).bodies.find((one) => one.symbol === symbol)!.id
  const body = await of('RT.EAF')
  const { papers } = await chair.query('papers/list', { body })
  const { outcomes } = await chair.query('outcomes/list', { body })
  const { meetings } = await chair.query('meetings/list', { body })
  const { threads } = await chair.query('discussion/threads', { body, of: meetings[0]!.id })
  const ids = { thread: threads[0]!.id, meeting: meetings[0]!.id, body, consortium: await of('NC.KEN'), young: await of('RT.CAR'), forwarded: (await served.query('papers/list', { body: await of('NC.KEN') })).papers[0]!.id, draft: papers.find(({ stage }) => stage === 'draft')!.id, adopted: papers.find(({ stage }) => stage === 'published')!.id, symbol: outcomes[0]!.symbol }
  return { url, ids, cookieOf, end: () => server.end() }
}

/** A page has settled: its heading stands, nothing is awaited, the fonts of Chinese and a paper's text have come. */
export const SETTLED = () => document.querySelector('h1') !== null && (location.pathname === '/gallery' ? document.querySelector('.gallery-part') !== null : document.querySelector('.skel') === null) && document.fonts.status === 'loaded' && (!document.documentElement.lang.startsWith('zh') || [...document.fonts].some(({ family, status }) => family.includes('Noto Serif SC') && status === 'loaded')) && (!location.pathname.endsWith('/history') || document.querySelector('.history-text') !== null) && (!/^\/(?:papers|meetings|projector)\/[^/]+$/.test(location.pathname) || (document.querySelector('.ProseMirror')?.textContent ?? '').length > 200)
