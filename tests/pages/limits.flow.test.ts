// Public pages count for the reader's address and wait in its line: whoever comes too often reads that, and not that there is nothing.
import { join } from 'node:path'
import type { AddressInfo } from 'node:net'
import { createServer } from 'node:http'
import express from 'express'
import { afterEach, expect, it } from 'vitest'
import { refuse } from '@roundtable/shared/base/refusal'
import { en } from '@roundtable/shared/words/en'
import { fr } from '@roundtable/shared/words/fr'
import { publicPages, type PublicPages } from '../../server/src/pages/pages'
import { builtClient } from '../../server/src/pages/client'
import { root } from '../support/places'

const closing: (() => void)[] = []
afterEach(() => { for (const close of closing.splice(0)) close() })

async function pagesWith(more: Pick<PublicPages, 'runner' | 'limits'>): Promise<string> {
  const log = { info() {}, warn() {}, error() {} }
  const web = express().use(publicPages({
    prisma: {} as never, config: { port: 0, host: '127.0.0.1', dataDir: '', demonstration: true }, ports: { clock: { now: () => new Date() }, log } as never,
    client: builtClient(join(root, 'client/dist')), demonstration: true, origin: () => 'http://table.example', ...more,
  }))
  const server = createServer(web)
  await new Promise<void>((listening) => { server.listen(0, '127.0.0.1', listening) })
  closing.push(() => { server.close(); server.closeAllConnections() })
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`
}
const asked: string[] = []
const busy = { command: () => { throw new Error('no command') }, query: (_name: string, _raw: unknown, { address }: { address: string }) => { asked.push(address); return Promise.resolve({ refusal: refuse('too-often') }) } } as unknown as PublicPages['runner']

it('an address that comes too often gets 429 and the reason, in its language', async () => {
  const url = await pagesWith({ runner: busy, limits: { allow: () => Promise.resolve(false) } })
  for (const path of ['/bodies/RT.EAF', '/bodies/RT.EAF/outcomes.atom', '/outcomes/RT.EAF/2026/1', '/who-may']) {
    const response = await fetch(url + path, { headers: { 'accept-language': 'fr' } })
    expect(response.status, path).toBe(429)
    expect(await response.text()).toContain(fr['refusal.too-often'])
  }
  expect(asked).toEqual([])
})

it('where the line at the gate is full the page says so: no body has vanished', async () => {
  const url = await pagesWith({ runner: busy, limits: { allow: () => Promise.resolve(true) } })
  for (const path of ['/', '/outcomes/RT.EAF/2026/1']) {
    const response = await fetch(url + path, { headers: { accept: 'text/html', 'accept-language': 'en' } })
    expect(response.status, path).toBe(429)
    expect(await response.text()).toContain(en['refusal.too-often'])
  }
  // In the reader's own line, not in one of all readers.
  expect(new Set(asked)).toEqual(new Set(['127.0.0.1']))
})
