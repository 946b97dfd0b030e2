// @vitest-environment jsdom
// The disc of the embedded database is full: what is written is shown as not saved, reading goes on, the server stays, and when there is room again
// all is stored. On a small disc of its own, which only root can make; elsewhere this is not tried.
import { spawnSync } from 'node:child_process'
import { randomBytes } from 'node:crypto'
import { closeSync, cpSync, mkdtempSync, openSync, rmSync, writeSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest'
import { digestOf } from '../../server/src/documents/documents'
import { eventually, words } from '../documents/peers'
import { childServer, type ChildServer } from '../support/child-server'
import type { Client } from '../support/client'
import { foundTable, type Table } from '../support/table'
import { caret, type } from './editors'
import { openPage, type Page } from './pages'

const SIZE = 160
const disc = mkdtempSync(join(tmpdir(), 'rt-disc-'))
const mounted = !process.env['TEST_DATABASE_URL'] && spawnSync('mount', ['-t', 'tmpfs', '-o', `size=${SIZE}m`, 'tmpfs', disc]).status === 0

describe.skipIf(!mounted)('a full disc', () => {
  let server: ChildServer
  let table: Table
  const pages: Page[] = []
  beforeAll(async () => {
    server = await childServer(async (_url, dataDir) => {
      cpSync(dataDir, join(disc, 'data'), { recursive: true })
      return { DATA_DIR: join(disc, 'data') }
    })
    const secretariat = await server.as('secretariat')
    table = await foundTable({ secretariat, url: server.url, issued: (email) => server.mailed(email) })
  })
  afterEach(() => { for (const page of pages.splice(0)) page.close() })
  afterAll(async () => { await server?.drop() })

  /** Takes all the room there is. */
  function fill(): () => void {
    const file = join(disc, 'filler')
    const to = openSync(file, 'w')
    for (let size = 1024 * 1024; size >= 512;) try { writeSync(to, Buffer.alloc(size)) } catch { size /= 2 }
    closeSync(to)
    return () => { rmSync(file) }
  }

  it('people see "not saved", others read on, nothing is told that was not stored; with room again all is stored, once', async () => {
    const { document } = await table.paper()
    const page = (client: Client, name: string) => { const made = openPage(`${server.url.replace('http', 'ws')}/documents`, document, name, { cookie: client.cookie, origin: server.url }); pages.push(made); return made }
    const [kenya, observer] = [page(table.people.kenya, 'k'), page(table.people.observer, 'o')]
    await eventually(() => pages.every((each) => each.settled()), 'both have it')
    const typed: string[] = []
    // Letters that cannot be packed smaller, so that they take room.
    const write = (size: number) => {
      const word = `w${typed.length}.${randomBytes(size).toString('base64')} `
      typed.push(word.split('.')[0]!)
      const { doc } = kenya.editor.state
      caret(kenya, 0, doc.child(0).content.size)
      type(kenya, word)
    }
    write(100)
    await eventually(() => kenya.settled(), 'saved')
    const makeRoom = fill()
    try {
      // Until it is full also where room had been kept.
      for (let n = 0; kenya.live.saved.value.state !== 'not-saved'; n++) {
        expect(n, 'the disc is full').toBeLessThan(2_000)
        if (kenya.live.saved.value.state === 'saved') write(20_000)
        else await new Promise((go) => { setTimeout(go, 50) })
      }
      write(10)
      expect(server.child.exitCode, server.said()).toBeNull()
      expect(kenya.live.writing.value).toBe(true)
      expect(words(observer.live.doc.value)).not.toContain(`${typed.at(-1)}.`)
      expect((await fetch(`${server.url}/api/health`)).status).toBe(200)
    } finally { makeRoom() }
    const equal = async () => {
      for (const each of pages) if (each.live.connection.value.state !== 'live') each.back()
      return pages.every((each) => each.settled()) && new Set(pages.map(({ live }) => digestOf(live.doc.value))).size === 1
    }
    await eventually(equal, `all is stored: ${server.said().slice(-2000)}`, 40_000)
    await server.kill()
    await server.start()
    await eventually(equal, 'also for a server that was started anew', 40_000)
    const text = words(observer.live.doc.value)
    for (const word of typed) expect(text.split(`${word}.`).length, word).toBe(2)
    expect(kenya.live.lost.value).toEqual([])
  }, 240_000)
})
afterAll(() => { if (mounted) spawnSync('umount', ['-l', disc]); rmSync(disc, { recursive: true, force: true }) })
