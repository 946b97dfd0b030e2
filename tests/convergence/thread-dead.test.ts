// The thread of the embedded database dies in mid-work: the server says so and ends with an error, so that it is started anew; then all that was
// acknowledged is there.
import { once } from 'node:events'
import { rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { childServer, type ChildServer } from '../support/child-server'
import type { Client } from '../support/client'

describe.skipIf(process.env['TEST_DATABASE_URL'])('the embedded database', () => {
  let server: ChildServer
  let flag: string
  beforeAll(async () => {
    server = await childServer((_url, dataDir) => {
      flag = join(dataDir, 'thread-ends')
      return Promise.resolve({ THREAD_ENDS: flag, NODE_OPTIONS: `--import ${fileURLToPath(new URL('./thread-ends.mjs', import.meta.url))}` })
    })
  })
  afterAll(() => server.drop())

  it('dies while somebody writes: the server ends with an error and says why; started again it has what it had answered', async () => {
    const kenya: Client = await server.as('delegate-kenya')
    let answered = 0
    const writing = (async () => { for (let number = 1; ; number++) { await kenya.command('accounts/setProfile', { name: `Name ${number}`, language: 'en' }); answered = number } })().catch(() => undefined)
    while (answered < 10) await new Promise(setImmediate)
    const gone = once(server.child, 'exit')
    writeFileSync(flag, '')
    expect((await gone)[0]).toBe(1)
    await writing
    expect(server.said()).toMatch(/The embedded database in \S+ ended \(7\)\. What was acknowledged is stored; start again\./)
    rmSync(flag)
    await server.start()
    const { person } = await kenya.query('accounts/me', {})
    expect(Number(person!.name.slice(5))).toBeGreaterThanOrEqual(answered)
    expect(await server.stop()).toBe(0)
  })
})
