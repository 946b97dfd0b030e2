// Driven from outside: plain fetch and a plain y-websocket client, by the names that stay.
import { WebSocket } from 'ws'
import { WebsocketProvider } from 'y-websocket'
import * as Y from 'yjs'
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest'
import { startServer, type Child } from '../support/started'
import { copyTemplate } from '../support/template'

vi.setConfig({ testTimeout: 180_000, hookTimeout: 300_000 })
const CAST = ['operator', 'secretariat', 'chair', 'moderator', 'rapporteur', 'delegate-kenya', 'delegate-rwanda', 'private-sector', 'civil-society', 'expert', 'observer']

describe('from outside', () => {
  let copy: Awaited<ReturnType<typeof copyTemplate>>
  let settings: Record<string, string>
  let server: Child
  const cookies: Record<string, string> = {}
  const open: WebsocketProvider[] = []
  beforeAll(async () => {
    copy = await copyTemplate()
    settings = { DATA_DIR: copy.dataDir, ...(copy.databaseUrl ? { DATABASE_URL: copy.databaseUrl } : {}) }
    server = await startServer(settings)
  })
  afterAll(async () => { for (const provider of open) provider.destroy(); await server.end('SIGKILL'); await copy.drop() })

  const get = async (path: string, who: string) => {
    const response = await fetch(`${server.url}${path}`, { headers: { cookie: cookies[who] ?? '' } })
    return { status: response.status, answer: (await response.json()) as Record<string, never> }
  }

  /** What anybody would write after reading y-websocket's own documentation. */
  async function joined(who: string, document: string): Promise<{ doc: Y.Doc; provider: WebsocketProvider }> {
    const doc = new Y.Doc()
    const { url } = server
    class WithCookie extends WebSocket { constructor(address: string | URL) { super(address, { headers: { cookie: cookies[who]!, origin: url } }) } }
    const provider = new WebsocketProvider(`${url.replace('http', 'ws')}/documents`, document, doc, { disableBc: true, WebSocketPolyfill: WithCookie as unknown as typeof globalThis.WebSocket })
    open.push(provider)
    await new Promise<void>((done) => { if (provider.synced) done(); else provider.on('sync', (synced: boolean) => { if (synced) done() }) })
    return { doc, provider }
  }
  const paragraphs = (doc: Y.Doc) => doc.getXmlFragment('paper').toArray() as Y.XmlElement[]
  const words = (doc: Y.Doc) => paragraphs(doc).map((paragraph) => (paragraph.get(0) as Y.XmlText).toString()).join('\n')
  const holding = (doc: Y.Doc, wanted: string) => new Promise<void>((done) => {
    const look = () => { if (words(doc).includes(wanted)) { doc.off('update', look); done() } }
    doc.on('update', look)
    look()
  })
  const stored = async (paper: string, who: string) => JSON.stringify((await get(`/api/papers/text?paper=${paper}`, who)).answer)

  it.each(CAST)('enters as %s and is answered with the session cookie', async (who) => {
    const response = await fetch(`${server.url}/api/accounts/enterAs`, { method: 'POST', headers: { 'content-type': 'application/json' }, body: JSON.stringify({ who }) })
    expect(response.status).toBe(200)
    const [cookie] = response.headers.getSetCookie()
    cookies[who] = cookie!.split(';')[0]!
    expect((await get('/api/accounts/me', who)).answer).toMatchObject({ person: { email: `${who}@demonstration.example` }, demonstration: true })
  })

  it('finds the body, its papers, their documents and what one may do; a delegate’s words arrive and survive a restart, an observer’s do neither', async () => {
    const { bodies } = (await get('/api/bodies/list', 'delegate-kenya')).answer as unknown as { bodies: { id: string; name: { en: string } }[] }
    expect(bodies[0]).toMatchObject({ id: expect.any(String), name: { en: 'Eastern Africa' } })
    const list = async (who: string) => ((await get(`/api/papers/list?body=${bodies[0]!.id}`, who)).answer as unknown as { papers: { id: string; title: string; stage: string; document: string; may: string[] }[] }).papers
    const paper = (await list('delegate-kenya')).find(({ stage }) => stage === 'draft')!
    expect(paper).toMatchObject({ title: expect.stringMatching(/\S/), document: expect.stringMatching(/^[a-z0-9-]+$/) })
    expect(paper.may).toContain('papers/write')
    expect((await list('observer')).find(({ id }) => id === paper.id)!.may).not.toContain('papers/write')
    // Who may is one thing, whether now another: nothing more is done to what is published, but for a name in its history.
    expect((await list('chair')).find(({ stage }) => stage === 'published')!.may).toEqual(['papers/nameVersion'])
    expect((await list('chair')).find(({ id }) => id === paper.id)!.may).toContain('papers/adopt')

    const [kenya, industry, observer] = [await joined('delegate-kenya', paper.document), await joined('private-sector', paper.document), await joined('observer', paper.document)]
    expect(new Set(paragraphs(kenya.doc).map(({ nodeName }) => nodeName))).toEqual(new Set(['paragraph']))
    expect(paragraphs(kenya.doc).length).toBeGreaterThan(5)
    ;(paragraphs(kenya.doc)[1]!.get(0) as Y.XmlText).insert(0, 'Kenya writes this. ')
    await Promise.all([holding(industry.doc, 'Kenya writes this. '), holding(observer.doc, 'Kenya writes this. ')])

    ;(paragraphs(observer.doc)[1]!.get(0) as Y.XmlText).insert(0, 'An observer writes this. ')
    // What comes after on the same text shows that the observer's words were dropped, not late.
    ;(paragraphs(industry.doc)[1]!.get(0) as Y.XmlText).insert(0, 'Industry answers. ')
    await Promise.all([holding(kenya.doc, 'Industry answers. '), holding(observer.doc, 'Industry answers. ')])
    expect(words(kenya.doc)).not.toContain('An observer')
    for (const { provider } of [kenya, industry, observer]) provider.destroy()

    expect(await server.end('SIGTERM')).toBe(0)
    server = await startServer(settings)
    const text = await stored(paper.id, 'delegate-rwanda')
    expect(text).toContain('Kenya writes this. ')
    expect(text).toContain('Industry answers. ')
    expect(text).not.toContain('An observer')
    const again = await joined('delegate-rwanda', paper.document)
    expect(words(again.doc)).toContain('Kenya writes this. ')
    expect(words(again.doc)).not.toContain('An observer')
  })

  it('keeps out a socket without a cookie or from a foreign page', async () => {
    const { bodies } = (await get('/api/bodies/list', 'chair')).answer as unknown as { bodies: { id: string }[] }
    const { papers } = (await get(`/api/papers/list?body=${bodies[0]!.id}`, 'chair')).answer as unknown as { papers: { document: string }[] }
    const address = `${server.url.replace('http', 'ws')}/documents/${papers[0]!.document}`
    const foreign = new WebSocket(address, { headers: { cookie: cookies['chair']!, origin: 'https://elsewhere.example' } })
    expect(await new Promise((done) => { foreign.on('unexpected-response', (_, response) => done(response.statusCode)); foreign.on('error', () => {}) })).toBe(403)
    const nobody = new WebSocket(address, { headers: { origin: server.url } })
    expect(await new Promise((done) => nobody.on('close', done))).toBe(4401)
  })
})
