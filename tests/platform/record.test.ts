// The chain proves itself: whatever is flipped, dropped, swapped or put in, in an export or in the database, the first broken link is named.
import { spawn } from 'node:child_process'
import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import fc from 'fast-check'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { INSTALLATION } from '@roundtable/shared/base/ids'
import type { Content } from '@roundtable/shared/record/event'
import { audienceOfEvent } from '@roundtable/shared/wire/contracts'
import { digestOf, hashOf } from '../../server/src/platform/chain'
import { openDatabase } from '../../server/src/platform/database'
import { linksAfter } from '../../server/src/platform/record.db'
import { publicExport, recordedBodies, verifyBody, verifyExport, type RecordExport } from '../../server/src/platform/verify'
import { QUERY_EXAMPLES } from '../support/examples'
import { root } from '../support/places'
import { foundTable, type Table } from '../support/table'
import { openWorld, type World } from '../support/world'

const SEED = Number(process.env['SEED'] ?? Math.floor(Math.random() * 2 ** 31))
console.log(`record: SEED=${SEED}`)
const runs = (numRuns: number) => ({ seed: SEED, numRuns })

let world: World
let table: Table
let whole: RecordExport
let open: RecordExport
beforeAll(async () => {
  world = await openWorld()
  table = await foundTable(world)
  await QUERY_EXAMPLES['outcomes/read'](world, table)
  const links = await linksAfter(world.prisma, table.body, 0, 10_000)
  const last = links.at(-1)!
  whole = { body: table.body, head: { seq: last.seq, hash: last.hash }, links: links.map(({ body: _, ...link }) => link) }
  open = await publicExport(world.prisma, table.body)
}, 180_000)
afterAll(() => world.drop())

type Link = RecordExport['links'][number]
const verdict = (exported: RecordExport) => verifyExport(JSON.stringify(exported))
/** The number of the first place that differs from the true record. */
const firstOther = (links: Link[]): number => {
  const at = links.findIndex((link, index) => JSON.stringify(link) !== JSON.stringify(whole.links[index]))
  return (at < 0 ? links.length : at) + 1
}
const flipped = (text: string, at: number, by: number): string => {
  const bytes = Buffer.from(text)
  bytes[at % bytes.length]! ^= 1 << (by % 8)
  return bytes.toString('utf8')
}

describe('an export', () => {
  it('verifies, whole and with what is not public withheld', () => {
    expect(verdict(whole)).toEqual({ body: table.body, links: whole.links.length, head: whole.head.hash })
    expect(verdict(open)).toEqual(verdict(whole))
    const withheld = open.links.filter(({ content }) => content === undefined)
    expect(withheld.length).toBeGreaterThan(0)
    expect(withheld.every(({ salt }) => salt === undefined)).toBe(true)
    expect(open.links.every(({ content }) => content === undefined || audienceOfEvent(content) === 'public')).toBe(true)
  })

  it('holds no address and no secret', async () => {
    const text = JSON.stringify(whole)
    for (const { email } of await world.prisma.person.findMany()) expect(text).not.toContain(email)
    for (const { token } of await world.prisma.link.findMany()) expect(text).not.toContain(token)
    expect(text).not.toMatch(/@/)
  })

  it('with any one bit of it changed does not', () => {
    const texts = [JSON.stringify(whole), JSON.stringify(open)]
    fc.assert(fc.property(fc.nat(), fc.nat(7), fc.nat(1), (at, by, which) => {
      const text = flipped(texts[which]!, at, by)
      const found = verifyExport(text)
      return found === undefined || 'broken' in found
    }), runs(1500))
  })

  it('with any field of any link changed names that link', () => {
    const fields = ['seq', 'at', 'digest', 'previous', 'hash', 'salt', 'content'] as const
    fc.assert(fc.property(fc.nat(), fc.constantFrom(...fields), (at, field) => {
      const index = at % whole.links.length
      const link = whole.links[index]!
      const other = { ...link, [field]: field === 'seq' ? link.seq + 1 : field === 'content' ? { ...link.content, by: { system: true }, v: 99 } : `${String(link[field])}0` } as Link
      const found = verdict({ ...whole, links: whole.links.with(index, other) })
      return found !== undefined && 'broken' in found && found.seq === index + 1
    }), runs(300))
  })

  it('with a link dropped, doubled or swapped names the first that is wrong', () => {
    const change = fc.oneof(
      fc.record({ do: fc.constant('drop' as const), at: fc.nat(), to: fc.nat() }), fc.record({ do: fc.constant('insert' as const), at: fc.nat(), to: fc.nat() }), fc.record({ do: fc.constant('swap' as const), at: fc.nat(), to: fc.nat() }))
    fc.assert(fc.property(change, (made) => {
      const links = [...whole.links]
      const [at, to] = [made.at % links.length, made.to % links.length]
      if (made.do === 'drop') links.splice(at, 1)
      if (made.do === 'insert') links.splice(to, 0, links[at]!)
      if (made.do === 'swap') [links[at], links[to]] = [links[to]!, links[at]!]
      const found = verdict({ ...whole, links })
      return (at === to && made.do === 'swap') || (found !== undefined && 'broken' in found && found.seq === firstOther(links))
    }), runs(300))
  })

  it('of which the end is missing says so', () => {
    fc.assert(fc.property(fc.integer({ min: 1, max: whole.links.length }), (less) => {
      const found = verdict({ ...whole, links: whole.links.slice(0, -less) })
      return found !== undefined && 'broken' in found && found.seq === whole.links.length - less + 1
    }), runs(50))
  })

  it('rewritten from a link on, all hashes made anew, does not join to its head', () => {
    const links = structuredClone(whole.links)
    let previous = links[4]!.previous
    for (const link of links.slice(4)) {
      if (link.seq === 5) link.digest = digestOf(link.salt!, { ...(link.content as Content), payload: { invented: true } })
      if (link.seq === 5) link.content = { ...(link.content as Content), payload: { invented: true } }
      link.previous = previous
      previous = link.hash = hashOf({ ...link, body: table.body })
    }
    expect(verdict({ ...whole, links })).toMatchObject({ seq: links.length + 1 })
  })

  it('that shows a content without its salt is broken there: it could be anything', () => {
    const index = whole.links.findIndex(({ content }) => content !== undefined)
    const { salt: _, ...bare } = whole.links[index]!
    expect(verdict({ ...whole, links: whole.links.with(index, { ...bare, content: { ...(bare.content as Content), type: 'invented' } }) })).toMatchObject({ seq: index + 1 })
  })

  it('in other words is none', () => {
    for (const text of ['', '[]', 'null', '{"body":"x"}', '{"body":"x","links":{}}', JSON.stringify({ ...whole, more: true })]) expect(verifyExport(text)).toBeUndefined()
  })
})

describe('the database', () => {
  const expectBroken = async (seq: number | undefined, words?: string) => {
    const found = await verifyBody(world.prisma, table.body)
    expect(found).toHaveProperty('broken')
    if (seq !== undefined) expect(found).toMatchObject({ seq })
    if (words) expect((found as { broken: string }).broken).toContain(words)
  }
  /** Changed, looked at, and put back. */
  async function meddled(sql: string, seq: number | undefined, words?: string) {
    const before = await world.prisma.$queryRaw<{ dump: string }[]>`SELECT coalesce(json_agg(e), '[]')::text AS dump FROM "Event" e WHERE "body" = ${table.body}`
    expect(await world.prisma.$executeRawUnsafe(sql), sql).toBeGreaterThan(0)
    await expectBroken(seq, words)
    await world.prisma.$transaction([
      world.prisma.$executeRaw`DELETE FROM "Event" WHERE "body" = ${table.body}`,
      world.prisma.$executeRaw`INSERT INTO "Event" SELECT * FROM json_populate_recordset(NULL::"Event", ${before[0]!.dump}::json)`,
    ])
  }

  it('holds', async () => {
    for (const body of await recordedBodies(world.prisma)) expect(await verifyBody(world.prisma, body)).not.toHaveProperty('broken')
  })

  it('with any column of any event changed, names that event', async () => {
    const columns = { at: `"at" + interval '1 millisecond'`, digest: `'0' || substr("digest", 2) || 'x'`, previous: `"previous" || '0'`, hash: `reverse("hash") || '0'`, salt: `"salt" || '0'`, content: `jsonb_set("content", '{v}', '99')` }
    await fc.assert(fc.asyncProperty(fc.nat(), fc.constantFrom(...(Object.keys(columns) as (keyof typeof columns)[])), async (at, column) => {
      const seq = (at % whole.links.length) + 1
      await meddled(`UPDATE "Event" SET "${column}" = ${columns[column]} WHERE "body" = '${table.body}' AND "seq" = ${seq}`, seq)
    }), runs(12))
  })

  it('with an event dropped, doubled at the end, or two swapped, names the first', async () => {
    await fc.assert(fc.asyncProperty(fc.integer({ min: 2, max: whole.links.length - 1 }), async (seq) => {
      await meddled(`DELETE FROM "Event" WHERE "body" = '${table.body}' AND "seq" = ${seq}`, seq)
      await meddled(`INSERT INTO "Event" SELECT "body", ${whole.links.length + 1}, "at", "content", "salt", "digest", "previous", "hash" FROM "Event" WHERE "body" = '${table.body}' AND "seq" = ${seq}`, whole.links.length + 1)
      await meddled(`UPDATE "Event" SET "seq" = CASE "seq" WHEN ${seq} THEN -1 ELSE "seq" END WHERE "body" = '${table.body}' AND "seq" = ${seq}`, seq)
    }), runs(4))
    await meddled(`DELETE FROM "Event" WHERE "body" = '${table.body}' AND "seq" = ${whole.links.length}`, whole.links.length)
    await meddled(`WITH two AS (SELECT "seq", "content", "salt", "digest" FROM "Event" WHERE "body" = '${table.body}' AND "seq" IN (3, 4)) UPDATE "Event" e SET "content" = two."content", "salt" = two."salt", "digest" = two."digest" FROM two WHERE e."body" = '${table.body}' AND e."seq" = 7 - two."seq" AND e."seq" IN (3, 4)`, 3)
  })

  const rows: [string, string, string, string][] = [
    ['a row that is not what the record gives', `UPDATE "Aggregate" SET "state" = jsonb_set("state", '{organisation}', '"Other"') WHERE "id" = $seat`, `UPDATE "Aggregate" SET "state" = jsonb_set("state", '{organisation}', '"Kenya"') WHERE "id" = $seat`, 'the row of seat'],
    ['a derived column that is not the state’s', `UPDATE "Aggregate" SET "stage" = 'suspended' WHERE "id" = $seat`, `UPDATE "Aggregate" SET "stage" = 'seated' WHERE "id" = $seat`, 'the row of seat'],
    ['a membership nobody gave', `INSERT INTO "Membership" VALUES ($seat, 'somebody', $body, 'chair', NULL, NULL)`, `DELETE FROM "Membership" WHERE "person" = 'somebody'`, 'the memberships'],
    ['a published text that was changed', `UPDATE "Frozen" SET "text" = "text" || ' '`, `UPDATE "Frozen" SET "text" = rtrim("text")`, 'the text of'],
    ['a published text that is gone', `UPDATE "Frozen" SET "sha256" = 'x' || "sha256"`, `UPDATE "Frozen" SET "sha256" = substr("sha256", 2)`, 'is missing'],
    ['a row that is gone', `UPDATE "Aggregate" SET "body" = 'elsewhere' WHERE "id" = $seat`, `UPDATE "Aggregate" SET "body" = $body WHERE "id" = $seat`, 'is missing'],
    ['a row that no event gave', `INSERT INTO "Aggregate" ("kind", "id", "body", "state") SELECT "kind", 'invented', "body", jsonb_set("state", '{id}', '"invented"') FROM "Aggregate" WHERE "id" = $seat`, `DELETE FROM "Aggregate" WHERE "id" = 'invented'`, 'is not what the record gives'],
    ['a head that is elsewhere', `UPDATE "Head" SET "seq" = "seq" + 1 WHERE "body" = $body`, `UPDATE "Head" SET "seq" = "seq" - 1 WHERE "body" = $body`, 'its head says'],
  ]
  it.each(rows)('%s is found', async (_, spoil, mend, words) => {
    const filled = (sql: string) => sql.replaceAll('$seat', `'${table.seats.kenya}'`).replaceAll('$body', `'${table.body}'`)
    await world.prisma.$executeRawUnsafe(filled(spoil))
    await expectBroken(undefined, words)
    await world.prisma.$executeRawUnsafe(filled(mend))
    expect(await verifyBody(world.prisma, table.body)).not.toHaveProperty('broken')
  })

  it('whose links hold but say what cannot be is found, and no error', async () => {
    const { seq, hash } = await world.prisma.head.findUniqueOrThrow({ where: { body: table.body } })
    const content: Content = { type: 'seatRestored', v: 1, by: { system: true }, aggregate: { kind: 'seat', id: 'never-was' }, payload: {} }
    const link = { body: table.body, seq: seq + 1, at: world.clock.now().toISOString(), digest: digestOf('salt', content), previous: hash }
    await world.prisma.event.create({ data: { ...link, salt: 'salt', content: content as never, hash: hashOf(link) } })
    await world.prisma.head.update({ where: { body: table.body }, data: { seq: seq + 1, hash: hashOf(link) } })
    await expectBroken(undefined, 'an event that cannot be')
    await world.prisma.event.deleteMany({ where: { body: table.body, seq: seq + 1 } })
    await world.prisma.head.update({ where: { body: table.body }, data: { seq, hash } })
  })

  it('without its head is not passed over', async () => {
    const head = await world.prisma.head.delete({ where: { body: table.body } })
    expect(await recordedBodies(world.prisma)).toContain(table.body)
    await expectBroken(undefined, 'its head says 0')
    await world.prisma.head.create({ data: head })
  })
})

describe('npm run verify-record', () => {
  const run = (...given: string[]) => new Promise<{ code: number | null; said: string }>((done) => {
    const child = spawn(process.execPath, ['server/dist/verify-record.js', ...given], { cwd: root, env: { ...process.env, DATA_DIR: world.dataDir, DATABASE_URL: world.databaseUrl ?? '' } })
    let said = ''
    for (const stream of [child.stdout, child.stderr]) stream.on('data', (chunk: Buffer) => { said += chunk.toString() })
    child.once('close', (code) => done({ code, said }))
  })

  it('says that the data folder is in use, proves the database and its exports, names what is broken; exit 2, 0, 1', async () => {
    expect(await run()).toMatchObject({ code: 2, said: expect.stringContaining('is used by another Roundtable') })
    await world.stop()
    const folder = join(world.dataDir, 'exports')
    const proved = await run('--export', folder)
    expect(proved.said).toContain(`${table.body}: ${whole.links.length} links hold, head ${whole.head.hash}`)
    expect(proved.code).toBe(0)
    const files = readdirSync(folder).map((name) => join(folder, name))
    expect(files.map((name) => name.endsWith(`${INSTALLATION}.json`)).filter(Boolean)).toHaveLength(1)
    expect(await run(...files)).toMatchObject({ code: 0 })
    const own = join(folder, `${table.body}.json`)
    mkdirSync(join(folder, 'spoilt'))
    const spoilt = join(folder, 'spoilt', 'spoilt.json')
    writeFileSync(spoilt, readFileSync(own, 'utf8').replace(/"seq":3,"at":"20/, '"seq":3,"at":"19'))
    expect(await run(own, spoilt)).toMatchObject({ code: 1, said: expect.stringContaining(`BROKEN link 3 of ${table.body}: its hash`) })
    writeFileSync(spoilt, 'no JSON')
    expect(await run(spoilt)).toMatchObject({ code: 1, said: expect.stringContaining('is no export') })
    const database = await openDatabase({ databaseUrl: world.databaseUrl, dataDir: world.dataDir, root })
    await database.prisma.$executeRaw`UPDATE "Event" SET "content" = jsonb_set("content", '{v}', '2') WHERE "body" = ${table.body} AND "seq" = 2`
    await database.close()
    expect(await run()).toMatchObject({ code: 1, said: expect.stringContaining(`BROKEN link 2 of ${table.body}: its content`) })
  })
})
