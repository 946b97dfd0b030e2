// What a page asks and is told, in order: every request and every frame of a socket, with its time and its bytes, as the browser itself counts them.
import type { Page } from 'playwright-core'

/** `at`: ms from the beginning; `bytes` with the head of an answer, without the packets' own. */
export interface Moment { at: number; what: string; bytes: number }

const short = (url: string): string => { const { pathname, search } = new URL(url); return (pathname + search).slice(0, 90) }

/** Call `moments` when all has come. */
export async function timeline(page: Page): Promise<{ moments(): Moment[] }> {
  const cdp = await page.context().newCDPSession(page)
  await cdp.send('Network.enable')
  const all: Moment[] = []
  const [urls, sockets] = [new Map<string, string>(), new Map<string, string>()]
  let begun: number | undefined
  const note = (timestamp: number, what: string, bytes = 0) => { begun ??= timestamp; all.push({ at: Math.round((timestamp - begun) * 1000), what, bytes }) }
  const frame = (id: string, at: number, way: string, { opcode, payloadData }: { opcode: number; payloadData: string }) => {
    const bytes = opcode === 2 ? Math.floor((payloadData.length * 3) / 4) : Buffer.byteLength(payloadData)
    note(at, `${way} ${sockets.get(id) ?? ''} ${opcode === 2 ? Buffer.from(payloadData.slice(0, 8), 'base64').toString('hex') : payloadData.slice(0, 70)}`, bytes)
  }
  cdp.on('Network.requestWillBeSent', ({ requestId, request, timestamp }) => { urls.set(requestId, `${request.method} ${short(request.url)}`); note(timestamp, `asked ${urls.get(requestId)}`) })
  cdp.on('Network.responseReceived', ({ requestId, response, timestamp }) => { if (response.fromDiskCache || response.fromServiceWorker) urls.delete(requestId); else note(timestamp, `began ${urls.get(requestId) ?? ''}`) })
  cdp.on('Network.loadingFinished', ({ requestId, timestamp, encodedDataLength }) => { if (urls.has(requestId)) note(timestamp, `whole ${urls.get(requestId)}`, encodedDataLength) })
  cdp.on('Network.webSocketCreated', ({ requestId, url }) => { sockets.set(requestId, short(url).split(/[?]/)[0]!.slice(0, 14)) })
  cdp.on('Network.webSocketWillSendHandshakeRequest', ({ requestId, timestamp }) => { note(timestamp, `opens ${sockets.get(requestId)}`) })
  cdp.on('Network.webSocketHandshakeResponseReceived', ({ requestId, timestamp }) => { note(timestamp, `open ${sockets.get(requestId)}`) })
  cdp.on('Network.webSocketFrameSent', ({ requestId, timestamp, response }) => { frame(requestId, timestamp, '>', response) })
  cdp.on('Network.webSocketFrameReceived', ({ requestId, timestamp, response }) => { frame(requestId, timestamp, '<', response) })
  return { moments: () => [...all] }
}
