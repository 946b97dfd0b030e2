// Texts of earlier: made one at a time in a thread that has its limits, so whoever asks for many is sent away, and what failed is tried again.
import { cpSync, mkdirSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { afterEach, expect, it } from 'vitest'
import { openPast, PAST, type Past, type PastPorts } from '../../server/src/documents/past'
import { eventually } from './peers'

const before = { ...PAST }
const undo: (() => void)[] = []
afterEach(() => { Object.assign(PAST, before); for (const one of undo.splice(0)) one() })

/** A log of a hundred places, of which a slice is read when it may be; its replay is done by a thread of the tests. */
function past(thread: string, read: () => Promise<unknown> = () => Promise.resolve()) {
  const root = mkdtempSync(join(tmpdir(), 'past-'))
  undo.push(() => { rmSync(root, { recursive: true, force: true }) })
  mkdirSync(join(root, 'server/dist'), { recursive: true })
  cpSync(fileURLToPath(new URL(thread, import.meta.url)), join(root, 'server/dist/replay.worker.js'))
  const complaints: { error: { code?: string } }[] = []
  const begun: number[] = []
  const $queryRaw = async (said: readonly string[], _document: string, _after: number, until: number) => {
    if (!said.join('').includes('json_agg')) return [{ seq: 100 }]
    begun.push(until)
    await read()
    return [{ rows: '[]', updates: new Uint8Array(), last: until }]
  }
  return { past: openPast({ prisma: { $queryRaw } as unknown as PastPorts['prisma'], root, log: { warn: (fields) => { complaints.push(fields as never) } } }), complaints, begun }
}
const ask = (of: Past, ...places: number[]) => places.map((place) => of.at('doc', place, []))

it('one at a time, in the order in which they were asked for; beyond a number that wait the next are sent away, and may ask again', async () => {
  let go: () => void = () => undefined
  const held = new Promise<void>((done) => { go = done })
  const { past: of, begun } = past('./replaying.worker.mjs', () => held)
  const places = Array.from({ length: PAST.waiting }, (_, index) => index + 1)
  const answers = ask(of, ...places)
  const [late] = ask(of, 50)
  expect(await late).toBe('busy')
  await eventually(() => begun.length > 0, 'the first is begun')
  expect(begun).toEqual([1])
  go()
  expect(await Promise.all(answers)).toEqual(places.map((position) => ({ position, paragraphs: [] })))
  expect(begun).toEqual(places)
  expect(await ask(of, 50)[0]).toEqual({ position: 50, paragraphs: [] })
  await of.close()
})

it('a thread that takes more than its memory is ended, the server is not, and the next is answered', async () => {
  Object.assign(PAST, { memory: 48 })
  const { past: of, complaints } = past('./hungry.worker.mjs')
  expect(await Promise.all(ask(of, 1, 2))).toEqual(['busy', 'busy'])
  expect(complaints.map(({ error }) => error.code)).toEqual(['ERR_WORKER_OUT_OF_MEMORY', 'ERR_WORKER_OUT_OF_MEMORY'])
  await of.close()
})
