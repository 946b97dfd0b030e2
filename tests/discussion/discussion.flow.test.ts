// Threads through the real gate: what is hidden reaches nobody who may not see it, who is not attributed is in no row, mentions and searches end with the reader's rights.
import { createHash, randomUUID } from 'node:crypto'
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { simpleParser, type ParsedMail } from 'mailparser'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { verifyBody } from '../../server/src/platform/verify'
import { talk, talkAt, words } from '../support/examples/discussion'
import { freshEmail, personOf } from '../support/examples/example'
import { called } from '../support/examples/meetings'
import { Follower } from '../support/follower'
import { foundTable, type Table } from '../support/table'
import { openWorld, type World } from '../support/world'

let world: World
let table: Table
let elsewhere: Table
/** What was asked of the database. */
const statements: string[] = []
beforeAll(async () => { world = await openWorld({ onQuery: (sql) => { statements.push(sql) } }); table = await foundTable(world); elsewhere = await foundTable(world) }, 180_000)
afterAll(() => world.close())
const MINUTE = 60_000

/** All that a reader can get of a body and a thread, by every way there is. */
async function allThatIsGot(who: Table['people']['kenya'], thread: string, post: string, sought: string): Promise<string> {
  const ways = [
    who.query('bodies/read', { body: table.body }), who.query('bodies/part', { body: table.body, kind: 'post', parent: thread }), who.query('bodies/part', { body: table.body, kind: 'thread', parent: table.body }),
    who.query('bodies/events', { body: table.body, after: 0, limit: 500 }), who.query('bodies/exportRecord', { body: table.body }), who.query('discussion/thread', { thread }), who.query('discussion/threads', { body: table.body }),
    who.query('discussion/mentions', {}), who.query('discussion/search', { words: sought }), who.get('discussion/history', { post }).then((answer) => answer.text()),
  ]
  return JSON.stringify(await Promise.all(ways))
}

describe('[DIS-5] words and the record', () => {
  it('those who follow are told the words with the event, once; the record holds a digest that they can be proven by', async () => {
    const { thread } = await talk(table)
    const follower = await Follower.open(table.people.civil, table.body)
    const outside = await Follower.open(elsewhere.people.kenya, table.body)
    const { post } = await table.people.kenya.command('discussion/reply', { thread, words: 'Plain words', mentions: [] })
    await follower.until(() => follower.told.some((event) => 'beside' in event), 'told the words')
    expect(follower.told.at(-1)).toMatchObject({ type: 'postMade', aggregate: { id: post }, beside: { words: 'Plain words' } })
    await outside.reached(follower.picture.seq)
    expect(outside.told.at(-1)).toMatchObject({ withheld: true })
    expect(JSON.stringify(outside.told)).not.toContain('Plain words')
    const { events } = await table.people.civil.query('bodies/events', { body: table.body, after: follower.picture.seq - 1 })
    expect(JSON.stringify(events)).not.toContain('Plain words')
    const row = (await world.prisma.post.findUnique({ where: { id: post } }))!
    expect((events[0] as { payload: { digest: string } }).payload.digest).toBe(createHash('sha256').update(row.salt + 'Plain words').digest('hex'))
    follower.close()
    outside.close()
    // Whoever changes the words in the database is found out.
    expect(await verifyBody(world.prisma, table.body)).toHaveProperty('head')
    await world.prisma.post.update({ where: { id: post }, data: { words: 'Other words' } })
    expect(await verifyBody(world.prisma, table.body)).toMatchObject({ broken: expect.stringContaining(post) })
    await world.prisma.post.update({ where: { id: post }, data: { words: 'Plain words' } })
  })
  it('[DIS-7] what is hidden or deleted reaches nobody who may not see it, by any way; its author and who keeps the threads read it with the reason', async () => {
    for (const act of ['hide', 'delete'] as const) {
      const secret = `Unspeakable${act}`
      const { thread, post } = await talk(table)
      await table.people.rwanda.command('discussion/editPost', { post, words: `${secret} first`, mentions: [table.seats.kenya] })
      await table.people.rwanda.command('discussion/editPost', { post, words: `${secret} second`, mentions: [table.seats.kenya] })
      expect(await allThatIsGot(table.people.kenya, thread, post, secret)).toContain(secret)
      if (act === 'hide') await table.people.moderator.command('discussion/hidePost', { post, reason: 'Reasonably hidden' })
      else await table.people.rwanda.command('discussion/deletePost', { post })
      const got = await allThatIsGot(table.people.kenya, thread, post, secret)
      expect(got).not.toContain(secret)
      expect(got).not.toContain('Reasonably')
      // Not even that the word is in it.
      expect((await table.people.kenya.query('discussion/search', { words: secret })).hits).toEqual([])
      const read = async (who: keyof Table['people']) => (await table.people[who].query('discussion/thread', { thread })).posts[0]
      if (act === 'hide') for (const who of ['rwanda', 'moderator', 'chair'] as const) expect(await read(who)).toMatchObject({ stands: 'hidden', words: `${secret} second`, reason: 'Reasonably hidden', hiddenBy: 'moderator' })
      else {
        expect(await allThatIsGot(table.people.rwanda, thread, post, secret)).not.toContain(secret)
        const kept = JSON.stringify([await world.prisma.post.findUnique({ where: { id: post } }), await world.prisma.wording.findMany({ where: { post } })])
        expect(kept).not.toContain('nspeakable')
        expect(await read('kenya')).toMatchObject({ stands: 'deleted', by: { name: 'rwanda' } })
      }
    }
  })
  it('[DIS-6] each wording stays to be read, the time for changes ends, and another’s post is not one’s own', async () => {
    const { post } = await talk(table)
    await table.people.rwanda.command('discussion/editPost', { post, words: 'Second', mentions: [] })
    await world.clock.advance(14 * MINUTE)
    await table.people.rwanda.command('discussion/editPost', { post, words: 'Third', mentions: [] })
    const { wordings } = await table.people.observer.query('discussion/history', { post })
    expect(wordings.map((one) => one.words)).toEqual([expect.stringContaining('Words number'), 'Second', 'Third'])
    expect(wordings.map(({ at }) => at)).toEqual([...wordings.map(({ at }) => at)].sort())
    await world.clock.advance(2 * MINUTE)
    expect((await table.people.rwanda.refused('discussion/editPost', { post, words: 'Fourth', mentions: [] })).refused).toBe('edit-over')
    for (const who of ['kenya', 'chair', 'moderator'] as const) expect((await table.people[who].refused('discussion/deletePost', { post })).refused).toBe('not-you')
  })
  it('a moderator hides what its author edits: whichever came second is told, and nothing of the edit is shown', async () => {
    const { thread, post } = await talk(table)
    const edit = table.people.rwanda.command('discussion/editPost', { post, words: 'Racing words', mentions: [] }).then(() => 'edited', (error: Error) => error.message)
    await table.people.moderator.command('discussion/hidePost', { post, reason: 'Off the matter.' })
    expect(await edit).toMatch(/edited|post-hidden/)
    expect(JSON.stringify(await table.people.kenya.query('discussion/thread', { thread }))).not.toContain('Racing')
  })
})

describe('[DIS-9] not attributed', () => {
  it('no row joins a person and a post: not the record, not the stored answer, not the marks; nobody can change it', async () => {
    const key = randomUUID()
    const before = (await world.prisma.head.findUnique({ where: { body: table.body } }))!.seq
    const { meeting, items } = await called(world, table, { mode: 'not-attributed' })
    const on = { is: 'item', meeting, item: items[0]! } as const
    const { thread, post } = await table.people.civil.command('discussion/openThread', { on, words: 'Freely said', mentions: [table.seats.kenya] }, key)
    const reply = await table.people.civil.command('discussion/reply', { thread, words: 'And more', mentions: [] })
    const person = await personOf(table.people.civil)
    const asked = await table.people.kenya.query('discussion/thread', { thread })
    expect(asked.posts.map((one) => one.by)).toEqual([undefined, undefined])
    const { links } = await world.secretariat.query('bodies/exportRecord', { body: table.body, after: before })
    const said = links.filter(({ content }) => /thread|post/.test(JSON.stringify(content)))
    expect(said.length).toBeGreaterThan(2)
    for (const place of [asked, said.filter(({ content }) => !JSON.stringify(content).includes('meetingCalled') && !JSON.stringify(content).includes('agendaChanged')), await table.people.kenya.query('discussion/mentions', {})]) for (const name of [person, table.seats.civil]) expect(JSON.stringify(place)).not.toContain(name)
    // Of every table's rows, none holds both.
    const tables = await world.prisma.$queryRaw<{ name: string }[]>`SELECT table_name AS name FROM information_schema.tables WHERE table_schema = 'public' AND table_name NOT LIKE '\\_prisma%'`
    for (const { name } of tables) {
      const rows = await world.prisma.$queryRawUnsafe<{ row: string }[]>(`SELECT row_to_json(t)::text AS row FROM "${name}" t`)
      expect(rows.filter(({ row }) => row.includes(person) && [post, reply.post, thread, key].some((id) => row.includes(id))), name).toEqual([])
    }
    // The same again under the same key is answered the same.
    expect(await table.people.civil.command('discussion/openThread', { on, words: 'Freely said', mentions: [table.seats.kenya] }, key)).toEqual({ thread, post })
    expect((await table.people.civil.refused('discussion/editPost', { post, words: 'Changed', mentions: [] })).refused).toBe('not-you')
    await table.people.moderator.command('discussion/hidePost', { post, reason: 'It tells who was there.' })
    expect((await table.people.rwanda.query('discussion/thread', { thread })).posts.at(-1)).toMatchObject({ stands: 'hidden', reason: 'It tells who was there.' })
  })
  it('[DIS-2] threads are the table’s, of an open meeting as of a closed one', async () => {
    for (const mode of ['public', 'closed'] as const) {
      const { thread } = await talkAt(world, table, mode)
      for (const who of [elsewhere.people.chair, world.operator, await world.person(freshEmail())]) expect((await who.queryRefused('discussion/thread', { thread })).refused).toBe('unknown')
      expect((await world.public.queryRefused('discussion/thread', { thread })).refused).toBe('not-signed-in')
    }
  })
})

describe('opening', () => {
  it('[DIS-1] of many who open one thread at once all post to it', async () => {
    const { paper } = await table.paper()
    const answers = await Promise.all((['kenya', 'rwanda', 'civil', 'industry'] as const).map((who) => table.people[who].command('discussion/openThread', { on: { is: 'paper', paper }, words: words(), mentions: [] })))
    expect(new Set(answers.map(({ thread }) => thread)).size).toBe(1)
    expect((await table.people.observer.query('discussion/threads', { body: table.body, of: paper })).threads).toEqual([expect.objectContaining({ posts: 4, unread: 4, of: { title: 'Position paper' } })])
  })
  it('[DIS-1] only words that stand in the paragraph are quoted, and only what is there is discussed', async () => {
    const { paper } = await table.paper()
    const { paragraphs } = await table.people.kenya.query('papers/text', { paper })
    const block = (paragraphs[0] as { id: string }).id
    const open = (on: object) => table.people.kenya.refused('discussion/openThread', { on: on as never, words: words(), mentions: [] })
    expect((await open({ is: 'paragraph', paper, block, quote: 'never written' })).refused).toBe('quote-lost')
    expect((await open({ is: 'paragraph', paper, block: 'no-such' })).refused).toBe('quote-lost')
    expect((await open({ is: 'paper', paper: 'no-such' })).refused).toBe('unknown')
    expect((await open({ is: 'item', meeting: (await called(world, table)).meeting, item: 'no-such' })).refused).toBe('unknown')
    expect((await open({ is: 'figure', body: table.body, edition: 2024, iso3: 'ZZZ', indicator: 'egdi' })).refused).toBe('unknown')
    expect(await table.people.kenya.command('discussion/openThread', { on: { is: 'figure', body: table.body, edition: 2024, iso3: 'KEN', indicator: 'egdi' }, words: words(), mentions: [] })).toHaveProperty('thread')
    expect(await table.people.kenya.command('discussion/openThread', { on: { is: 'paragraph', paper, block }, words: words(), mentions: [] })).toHaveProperty('thread')
  })
  it('[DIS-3] the people of a suspended seat read on and post no more; [DIS-4] nobody posts to a locked thread', async () => {
    const { thread } = await talk(elsewhere)
    await elsewhere.people.chair.command('bodies/suspendSeat', { seat: elsewhere.seats.rwanda, reason: 'In question.' })
    expect((await elsewhere.people.rwanda.refused('discussion/reply', { thread, words: 'x', mentions: [] })).refused).toBe('seat-not-seated')
    expect((await elsewhere.people.rwanda.query('discussion/thread', { thread })).posts).toHaveLength(1)
    await elsewhere.people.chair.command('discussion/lockThread', { thread, reason: 'Enough for today.' })
    expect((await elsewhere.people.kenya.refused('discussion/reply', { thread, words: 'x', mentions: [] })).refused).toBe('thread-locked')
    expect((await elsewhere.people.kenya.query('discussion/thread', { thread })).thread.locked).toEqual({ reason: 'Enough for today.', by: 'chair' })
    await elsewhere.people.moderator.command('discussion/unlockThread', { thread })
    await elsewhere.people.kenya.command('discussion/reply', { thread, words: 'x', mentions: [] })
  })
  it('[DIS-10] a post answers one of its own thread; 100,000 characters are none', async () => {
    const [one, other] = [await talk(table), await talk(table)]
    expect((await table.people.kenya.refused('discussion/reply', { thread: one.thread, words: 'x', mentions: [], answers: other.post })).refused).toBe('unknown')
    await table.people.kenya.command('discussion/reply', { thread: one.thread, words: 'x', mentions: [], answers: one.post })
    expect((await table.people.kenya.refused('discussion/reply', { thread: one.thread, words: 'x'.repeat(100_000), mentions: [] })).refused).toBe('malformed')
    expect((await table.people.kenya.query('discussion/thread', { thread: one.thread })).posts).toHaveLength(2)
  })
})

describe('mentions', () => {
  it('[DIS-8] of a seat elsewhere and of none are refused alike', async () => {
    const { thread } = await talk(table)
    for (const whom of [elsewhere.seats.kenya, 'no-such-seat']) expect(await table.people.kenya.refused('discussion/reply', { thread, words: 'x', mentions: [whom] })).toMatchObject({ status: 404, refused: 'unknown' })
  })
  it('[DIS-12] reach who holds the seat or office, until read on any device, and end with the place', async () => {
    const mine = async (who: Table['people']['kenya']) => (await who.query('discussion/mentions', {})).mentions.map(({ post }) => post.id)
    const { thread } = await talk(table)
    const { post } = await table.people.kenya.command('discussion/reply', { thread, words: 'To you @civil and @chair', mentions: [table.seats.civil, 'chair', 'secretariat', 'chair'] })
    for (const who of [table.people.civil, table.people.chair, world.secretariat]) expect(await mine(who)).toContain(post)
    expect((await table.people.civil.query('discussion/mentions', {})).mentions[0]).toMatchObject({ delegation: 'Kenya', thread: { of: { title: 'Position paper' } } })
    for (const who of [table.people.industry, table.people.kenya, elsewhere.people.chair]) expect(await mine(who)).not.toContain(post)
    await table.people.civil.command('discussion/markRead', { thread, post })
    const again = await world.person((await table.people.civil.query('accounts/me', {})).person!.email)
    expect(await mine(again)).not.toContain(post)
    expect((await again.query('discussion/thread', { thread })).unread).toBe(0)
    expect(await mine(table.people.chair)).toContain(post)
    // Marks only move on.
    const { posts } = await table.people.civil.query('discussion/thread', { thread })
    await table.people.civil.command('discussion/markRead', { thread, post: posts.at(-1)!.id })
    expect((await table.people.civil.query('discussion/thread', { thread })).read).toBe(posts[0]!.seq)
    await world.secretariat.command('bodies/releaseOfficer', { body: table.body, office: 'moderator', person: await personOf(table.people.moderator) })
    await table.people.kenya.command('discussion/reply', { thread, words: 'x', mentions: ['moderator'] })
    expect(await mine(table.people.moderator)).toEqual([])
  })
  it('[DIS-11] to mark as read waits for nobody’s act in the body', async () => {
    const { thread, post } = await talk(table)
    statements.length = 0
    await table.people.kenya.command('discussion/markRead', { thread, post })
    expect(statements.filter((sql) => sql.includes('"ReadMark"'))).toHaveLength(1)
    expect(statements.filter((sql) => sql.includes('"Head"'))).toEqual([])
  })
})

describe('search', () => {
  it('[DIS-13] finds in each script what the reader may read, the newest first, and nothing of other tables', async () => {
    const { thread } = await talk(table)
    const say = (text: string) => table.people.kenya.command('discussion/reply', { thread, words: text, mentions: [] })
    const texts = ['Le renforcement des capacités d’Élise', '加强国家统计机构的能力', 'تعزيز القدرات الوطنية', 'Надёжные данные']
    for (const text of texts) await say(text)
    const found = async (sought: string, who = table.people.observer) => (await who.query('discussion/search', { words: sought })).hits.map(({ post }) => post.words)
    expect([await found('CAPACITES elise'), await found('统计机构'), await found('قدرات'), await found('надежные')]).toEqual(texts.map((text) => [text]))
    expect(await found('capacites', elsewhere.people.chair)).toEqual([])
    expect(await found('capacites', await world.person(freshEmail()))).toEqual([])
    expect(await found('统计机构', world.secretariat)).toEqual(['加强国家统计机构的能力'])
    expect(await found('%_\\')).toEqual([])
  })
  it('fifty at a time, over thousands of posts; a thread of ten thousand comes in windows of fifty, the newest first', async () => {
    const { thread, post } = await talk(table)
    const made = (await world.prisma.aggregate.findUnique({ where: { kind_id: { kind: 'post', id: post } } }))!
    const { seq } = made.state as unknown as { seq: number }
    // Rows as posting makes them; ten thousand commands would take minutes.
    for (let from = 0; from < 10_000; from += 2_000) {
      const rows = Array.from({ length: 2_000 }, (_, index) => ({ id: `bulk-${from + index}`, seq: seq + 1 + from + index }))
      await world.prisma.aggregate.createMany({ data: rows.map((row) => ({ kind: 'post', id: row.id, body: table.body, parent: thread, stage: 'shown', state: { ...(made.state as object), ...row } })) })
      await world.prisma.post.createMany({ data: rows.map((row) => ({ ...row, thread, body: table.body, at: new Date(world.clock.now().getTime() + row.seq), words: 'Bulky words', salt: '', tokens: ['bulky', 'words'] })) })
    }
    const first = await table.people.kenya.query('discussion/thread', { thread })
    expect([first.posts.length, first.more, first.posts[0]!.id]).toEqual([50, true, 'bulk-9999'])
    const older = await table.people.kenya.query('discussion/thread', { thread, before: first.posts.at(-1)!.seq })
    const newer = await table.people.kenya.query('discussion/thread', { thread, after: older.posts.at(-1)!.seq })
    expect([older.posts[0]!.id, newer.posts.map(({ id }) => id), newer.more]).toEqual(['bulk-9949', older.posts.map(({ id }) => id).toReversed().slice(1).concat(first.posts.at(-1)!.id), true])
    expect((await table.people.kenya.query('discussion/thread', { thread, after: first.posts[3]!.seq })).posts.map(({ id }) => id)).toEqual(['bulk-9997', 'bulk-9998', 'bulk-9999'])
    expect((await table.people.kenya.queryRefused('discussion/thread', { thread, limit: 51 })).refused).toBe('malformed')
    const hits = await table.people.kenya.query('discussion/search', { words: 'bulky' })
    expect([hits.hits.length, hits.more, hits.hits[0]!.post.id]).toEqual([50, true, 'bulk-9999'])
    const next = await table.people.kenya.query('discussion/search', { words: 'bulky', after: hits.hits.at(-1)!.post.id })
    expect(next.hits[0]!.post.id).toBe('bulk-9949')
    await world.prisma.aggregate.deleteMany({ where: { id: { startsWith: 'bulk-' } } })
    await world.prisma.post.deleteMany({ where: { id: { startsWith: 'bulk-' } } })
  })
})

describe('[DIS-14] the daily mail', () => {
  async function mailsTo(address: string): Promise<ParsedMail[]> {
    await world.app.due.wake()
    await world.app.mailer.kick()
    const folder = join(world.dataDir, 'outbox')
    const all = await Promise.all(readdirSync(folder).filter((name) => name.endsWith('.eml')).map((name) => simpleParser(readFileSync(join(folder, name)))))
    return all.filter(({ to, subject }) => subject?.includes('for you in the threads') && to && !Array.isArray(to) && to.value.some((one) => one.address === address)).sort((a, b) => a.date!.getTime() - b.date!.getTime())
  }
  const nextDay = async () => { await world.clock.advance(24 * 60 * MINUTE); await world.app.due.wake() }

  it('once a day, of each thread the newest, no words; nothing when there is nothing new; one click stops it, a look does not', async () => {
    const reader = table.people.industry
    const address = (await reader.query('accounts/me', {})).person!.email
    await reader.command('discussion/setDigest', { hour: 5, zone: 'Africa/Nairobi' })
    await reader.command('discussion/setDigest', { hour: 7, zone: 'Africa/Nairobi' })
    expect(await reader.query('discussion/digest', {})).toEqual({ hour: 7, zone: 'Africa/Nairobi' })
    expect(await world.prisma.due.count({ where: { kind: 'mention-digest', ref: await personOf(reader), done: null } })).toBe(1)
    const { thread } = await talk(table)
    const say = (text: string) => table.people.kenya.command('discussion/reply', { thread, words: text, mentions: [table.seats.industry] })
    await say('Confidential one')
    const { post } = await say('Confidential two')
    const other = await talk(table)
    await table.people.kenya.command('discussion/reply', { thread: other.thread, words: 'Hidden later', mentions: [table.seats.industry] }).then(({ post: hidden }) => table.people.chair.command('discussion/hidePost', { post: hidden, reason: 'No.' }))
    await nextDay()
    const [mail, ...more] = await mailsTo(address)
    expect(more).toEqual([])
    expect(mail!.text).toContain(`/threads/${thread}?post=${post}`)
    expect(mail!.text!.match(/\/threads\//g)).toHaveLength(1)
    expect(mail!.text).toContain('Kenya mentioned you')
    expect(mail!.text).not.toMatch(/Confidential|Hidden/)
    await nextDay()
    expect(await mailsTo(address)).toHaveLength(1)
    await say('Once more')
    await nextDay()
    expect(await mailsTo(address)).toHaveLength(2)
    const header = (name: string) => mail!.headerLines.find(({ key }) => key === name)?.line.replace(/\r?\n\s*/g, ' ')
    const path = new URL(/<(.*)>/.exec(header('list-unsubscribe')!)![1]!).pathname
    expect(header('list-unsubscribe-post')).toContain('List-Unsubscribe=One-Click')
    const look = await fetch(`${world.url}${path}`)
    expect([look.status, (await look.text()).includes('<form method="post">')]).toEqual([200, true])
    expect((await reader.query('discussion/digest', {})).hour).toBe(7)
    const click = () => fetch(`${world.url}${path}`, { method: 'POST', headers: { 'content-type': 'application/x-www-form-urlencoded' }, body: 'List-Unsubscribe=One-Click' })
    expect([(await click()).status, (await click()).status]).toEqual([200, 200])
    expect(await reader.query('discussion/digest', {})).toEqual({ zone: 'Africa/Nairobi' })
    await say('Unheard')
    await nextDay()
    expect(await mailsTo(address)).toHaveLength(2)
    expect((await fetch(`${world.url}/mentions-by-mail/${'x'.repeat(43)}`, { method: 'POST' })).status).toBe(404)
  })
})
