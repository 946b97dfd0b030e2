// Background files: what a file is its bytes say; who may bring, read and withdraw one; and what leaves the server is never a page.
import { createHash } from 'node:crypto'
import { request } from 'node:http'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { bring, brought, called, PDF, standing, withFile } from '../support/examples/meetings'
import { foundTable, type Table } from '../support/table'
import { openWorld, type World } from '../support/world'
import { wordFile, zip } from '../support/zip'

let world: World
let table: Table
beforeAll(async () => {
  world = await openWorld()
  table = await foundTable(world)
}, 180_000)
afterAll(() => world.close())
const read = (client: { headers: Record<string, string> }, file: string) => fetch(`${world.url}/api/files/${file}`, { headers: client.headers })
const pieces = (file: string) => world.prisma.filePiece.count({ where: { file } })

it('[MEE-15] [MEE-16] a file of several pieces comes out as it came in, to be saved and never shown as a page of this place; its digest is in the record', async () => {
  const bytes = Buffer.concat([PDF, Buffer.alloc(900_000, 7), Buffer.from('\n%%EOF\n')])
  const { meeting, file } = await withFile(world, table, {}, bytes)
  expect(await pieces(file)).toBe(4)
  const response = await read(table.people.observer, file)
  expect(Buffer.from(await response.arrayBuffer()).equals(bytes)).toBe(true)
  expect(Object.fromEntries(response.headers)).toMatchObject({
    'content-type': 'application/pdf', 'content-disposition': 'attachment; filename="Background note.pdf"', 'content-length': String(bytes.length),
    'x-content-type-options': 'nosniff', 'content-security-policy': "default-src 'none'; sandbox", 'cache-control': 'private, no-store',
  })
  const { events } = await table.people.kenya.query('bodies/events', { body: table.body, after: 0, limit: 200 })
  expect(events.at(-1)).toMatchObject({ type: 'fileAttached', payload: { meeting, kind: 'pdf', bytes: bytes.length, sha256: createHash('sha256').update(bytes).digest('hex') } })
})

it('a name of any script is a name, never a header', async () => {
  const { meeting, items } = await called(world, table)
  const { file } = await world.secretariat.command('meetings/attachFile', { meeting, item: items[0]!, upload: await brought(table.people.chair, meeting), title: 'مذكرة "x"; filename=a.html' })
  const disposition = (await read(table.people.kenya, file)).headers.get('content-disposition')!
  expect(disposition).toMatch(/^attachment; filename="[^"\\]*(?:\\"[^"\\]*)*\.pdf"; filename\*=UTF-8''%D9%85/)
})

it('[MEE-16] the public, a stranger and another table read nothing; a delegate brings nothing', async () => {
  const { meeting, file } = await withFile(world, table)
  const elsewhere = await foundTable(world)
  for (const client of [world.public, await world.person('stranger@test.example', 'stranger'), elsewhere.people.chair]) expect((await read(client, file)).status, client.who).toBe(client === world.public ? 401 : 404)
  const refusals = await Promise.all(([[world.public, 401], [table.people.kenya, 403], [elsewhere.people.chair, 403]] as const).map(async ([client, status]) => [(await bring(client, meeting)).status, status]))
  for (const [was, should] of refusals) expect(was).toBe(should)
  expect((await bring(table.people.chair, 'no-such-meeting')).status).toBe(404)
  expect((await bring(table.people.chair, meeting, PDF, { origin: 'https://elsewhere.example' })).status).toBe(403)
  // What was brought for one meeting stands under no other.
  const other = await called(world, table)
  const upload = await brought(table.people.chair, meeting)
  expect(await table.people.chair.refused('meetings/attachFile', { meeting: other.meeting, item: other.items[0], upload, title: 'x' })).toMatchObject({ status: 404, refused: 'unknown' })
})

it('[MEE-15] what is not what it says is refused by its bytes', async () => {
  const { meeting } = await called(world, table)
  const word = wordFile()
  const bomb = wordFile({ 'word/media/image1.bin': Buffer.alloc(8_000_000) })
  const said: [string, Buffer, string][] = [
    ['SVG', Buffer.from('<svg xmlns="http://www.w3.org/2000/svg" onload="alert(1)"/>'), 'file-kind'],
    ['HTML', Buffer.from('<!doctype html><script>alert(1)</script>'), 'file-kind'],
    ['a page before a PDF', Buffer.concat([Buffer.from('<script>1</script>'), PDF]), 'file-kind'],
    ['a PDF cut off', PDF.subarray(0, 30), 'file-kind'],
    ['nothing', Buffer.alloc(0), 'file-kind'],
    ['a zip that is no Word file', zip({ 'a.txt': Buffer.from('a') }), 'file-kind'],
    ['a Word file cut off', word.subarray(0, word.length - 40), 'file-kind'],
    ['a program before a Word file', Buffer.concat([Buffer.from('MZ'), word]), 'file-kind'],
    ['names that lead out', wordFile({ '../../etc/passwd': Buffer.from('x') }), 'file-kind'],
    ['a bomb', bomb, 'file-unsafe'],
    ['a bomb that lies of its size', lying(bomb), 'file-unsafe'],
    ['macros', wordFile({ 'word/vbaProject.bin': Buffer.from('x') }), 'file-unsafe'],
    ['three thousand parts', wordFile(Object.fromEntries(Array.from({ length: 3_000 }, (_, n) => [`word/part${n}.xml`, Buffer.from('<x/>')]))), 'file-unsafe'],
  ]
  for (const [name, bytes, refused] of said) {
    const response = await bring(table.people.chair, meeting, bytes)
    expect({ name, status: response.status, refused: ((await response.json()) as { refused: string }).refused }).toEqual({ name, status: 400, refused })
  }
  expect(await (await bring(table.people.chair, meeting, word)).json()).toMatchObject({ kind: 'docx', bytes: word.length })
  expect(await world.prisma.upload.count({ where: { meeting } })).toBe(1)
}, 60_000)

/** Its directory says of the largest part that it is small. */
function lying(bytes: Buffer): Buffer {
  const copy = Buffer.from(bytes)
  for (let at = copy.indexOf('PK\x01\x02', 0, 'latin1'); at >= 0; at = copy.indexOf('PK\x01\x02', at + 4, 'latin1')) if (copy.readUInt32LE(at + 24) > 1_000_000) copy.writeUInt32LE(500, at + 24)
  return copy
}

it('[MEE-15] 200 MB are refused at their announcement, and without one as soon as it is too much; nothing is kept', async () => {
  const { meeting } = await called(world, table)
  const send = (announced: number | undefined) => new Promise<{ status: number; refused: string; sent: number }>((done) => {
    let sent = 0
    const asking = request(`${world.url}/api/files?meeting=${meeting}`, { method: 'POST', headers: { ...table.people.chair.headers, ...(announced ? { 'content-length': String(announced) } : { 'transfer-encoding': 'chunked' }) } }, (response) => {
      let text = ''
      response.on('data', (chunk: Buffer) => { text += chunk.toString() })
      response.on('end', () => { asking.destroy(); done({ status: response.statusCode!, refused: (JSON.parse(text) as { refused: string }).refused, sent }) })
    })
    asking.on('error', () => undefined)
    const chunk = Buffer.alloc(1_000_000)
    const more = () => { if (sent < 200_000_000 && !asking.destroyed) { sent += chunk.length; asking.write(chunk, more) } }
    more()
  })
  expect(await send(200_000_000)).toMatchObject({ status: 413, refused: 'file-too-large' })
  const unannounced = await send(undefined)
  expect(unannounced).toMatchObject({ status: 413, refused: 'file-too-large' })
  expect(unannounced.sent).toBeLessThan(200_000_000)
  expect(await world.prisma.upload.count({ where: { meeting } })).toBe(0)
}, 60_000)

it('[MEE-17] [MEE-18] while it stands its item stays; withdrawn its bytes are gone, for good', async () => {
  const { meeting, file } = await withFile(world, table)
  const { items, version } = await standing(table, meeting)
  const without = { meeting, version, items: [{ id: items[0]!, title: 'Alone', minutes: 10, papers: [] }] }
  expect(await table.people.chair.refused('meetings/setAgenda', without)).toMatchObject({ status: 409, refused: 'item-has-files' })
  expect(await table.people.kenya.refused('meetings/withdrawFile', { file })).toMatchObject({ status: 403 })
  await world.secretariat.command('meetings/withdrawFile', { file })
  expect(await pieces(file)).toBe(0)
  expect((await read(table.people.chair, file)).status).toBe(404)
  expect(await world.secretariat.refused('meetings/withdrawFile', { file })).toMatchObject({ status: 409, refused: 'already-withdrawn' })
  await table.people.chair.command('meetings/setAgenda', without)
})

it('what waits for its item is gone after a day, and no more than twenty wait', async () => {
  const { meeting, items } = await called(world, table)
  const one = await brought(table.people.chair, meeting)
  const waiting = await world.prisma.upload.count({ where: { person: (await world.prisma.upload.findUniqueOrThrow({ where: { id: one } })).person } })
  for (let n = waiting; n < 20; n++) await brought(table.people.chair, meeting)
  expect(await (await bring(table.people.chair, meeting)).json()).toMatchObject({ refused: 'too-many-files' })
  world.clock.advance(24 * 60 * 60_000)
  expect(await table.people.chair.refused('meetings/attachFile', { meeting, item: items[0], upload: one, title: 'x' })).toMatchObject({ status: 404 })
  expect((await bring(table.people.chair, meeting)).status).toBe(200)
  expect(await pieces(one)).toBe(0)
})
