// The committer: rows wait while the database is away, and one that can never be stored holds up no other.
import { expect, it } from 'vitest'
import { Committer } from '../../server/src/documents/committer'
import type { Outcome, Row } from '../../server/src/documents/documents.db'

const quiet = { warn: () => undefined, info: () => undefined }
const row = (document: string): Row => ({ document, seq: 1, version: 1, at: new Date(0), parts: [], updates: new Uint8Array([1]), clients: [] })
/** As the driver says that a row breaks the database's own rules (SQLSTATE class 22). */
const never = Object.assign(new Error('unsupported Unicode escape sequence'), { code: '22P05' })

it('a row that can never be stored fails alone', async () => {
  const asked: string[][] = []
  const committer = new Committer({ append: (rows) => {
    asked.push(rows.map(({ document }) => document))
    return rows.some(({ document }) => document === 'bad') ? Promise.reject(never) : Promise.resolve(rows.map((): Outcome => 'stored'))
  } }, quiet)
  const [good, bad, other] = ['good', 'bad', 'other'].map((document) => committer.commit(row(document)))
  await expect(bad).rejects.toBe(never)
  expect([await good, await other]).toEqual(['stored', 'stored'])
  expect(asked.filter((documents) => documents.includes('bad')).length).toBeLessThan(4)
})

it('while the database is away rows wait, and so do those whose gate is held', async () => {
  const answers: (() => Promise<Outcome[]>)[] = [() => Promise.reject(new Error('away')), () => Promise.reject(new Error('away')), () => Promise.resolve(['held']), () => Promise.resolve(['stored'])]
  const committer = new Committer({ append: () => answers.shift()!() }, quiet)
  expect(await committer.commit(row('one'))).toBe('stored')
  expect(answers).toEqual([])
})

it('of a thousand documents many go with each commit; of a few each goes at once', async () => {
  const sizes: number[] = []
  const committer = new Committer({ append: (rows) => { sizes.push(rows.length); return Promise.resolve(rows.map((): Outcome => 'stored')) } }, quiet)
  for (let n = 0; n < 20; n++) await committer.commit(row(`alone ${n}`))
  expect(sizes).toEqual(Array.from({ length: 20 }, () => 1))
  const busy = Array.from({ length: 1_000 }, async (_, n) => { await new Promise((go) => setTimeout(go, n / 10)); await committer.commit(row(`one of many ${n}`)) })
  await Promise.all(busy)
  expect(sizes.reduce((sum, size) => sum + size, 0)).toBe(1_020)
  // 100 ms hold the burst, and one commit each 5 ms.
  expect(sizes.length - 20).toBeLessThan(400)
})
