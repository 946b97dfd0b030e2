// Upgrades that no browser asks for, and peers that break off: they end their own connection and nothing else.
import { connect, type Socket } from 'node:net'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { foundTable, type Table } from '../support/table'
import { openWorld, type World } from '../support/world'

let world: World
let table: Table
beforeAll(async () => {
  world = await openWorld()
  table = await foundTable(world)
}, 180_000)
afterAll(() => world.close())

const upgrade = (path: string, origin = world.url) => [`GET ${path} HTTP/1.1`, `Host: ${new URL(world.url).host}`, 'Connection: Upgrade', 'Upgrade: websocket', 'Sec-WebSocket-Version: 13', 'Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==', `Origin: ${origin}`, '', ''].join('\r\n')
const opened = (): Promise<Socket> => new Promise((done, failed) => {
  const socket = connect({ port: Number(new URL(world.url).port), host: '127.0.0.1', allowHalfOpen: true })
  socket.once('error', failed).once('connect', () => { done(socket) })
})

/** The first line of the answer; the server closes, though this side never does. */
async function answered(words: string): Promise<string> {
  const socket = await opened()
  const said: Buffer[] = []
  socket.on('error', () => undefined).on('data', (bytes: Buffer) => said.push(bytes))
  const gone = new Promise<void>((done) => socket.once('end', done).once('close', () => { done() }))
  socket.write(words)
  await gone
  socket.destroy()
  return Buffer.concat(said).toString('latin1').split('\r\n')[0]!
}
const answers = async () => (await fetch(`${world.url}/api/health`)).status

/** What the process would have died of. */
async function uncaughtIn(work: () => Promise<void>): Promise<unknown[]> {
  const caught: unknown[] = []
  const before = process.listeners('uncaughtException')
  process.removeAllListeners('uncaughtException')
  const note = (error: unknown) => { caught.push(error) }
  process.on('uncaughtException', note)
  await work().finally(() => {
    process.off('uncaughtException', note)
    for (const listener of before) process.on('uncaughtException', listener)
  })
  return caught
}

describe('an upgrade', () => {
  it.each(['//', '//[', 'http://', '/documents/%', '/documents/../x', '/', 'http://elsewhere.example/socket.io/?EIO=4&transport=websocket', '*'])('to %s is turned away, and the server stands', async (path) => {
    let first = ''
    expect(await uncaughtIn(async () => { first = await answered(upgrade(path)) })).toEqual([])
    expect(first).toMatch(/^HTTP\/1\.1 40[03] /)
    expect(await answers()).toBe(200)
  })

  it('of a peer that breaks off at once ends nothing else', async () => {
    const { document } = await table.paper()
    const uncaught = await uncaughtIn(async () => {
      for (const [path, origin] of [['/nowhere'], [`/documents/${document}`], [`/documents/${document}`, 'http://elsewhere.example'], ['/socket.io/?EIO=4&transport=websocket'], ['/socket.io/?EIO=9&transport=websocket']]) {
        for (let time = 0; time < 20; time++) {
          const socket = await opened()
          socket.on('error', () => undefined)
          socket.write(upgrade(path!, origin), () => { socket.resetAndDestroy() })
          await new Promise((closed) => socket.once('close', closed))
        }
        expect(await answers()).toBe(200)
      }
    })
    expect(uncaught).toEqual([])
  })
})
