// What is a person's own in the threads, through the real gate: followed and muted, told of what was done to one's posts, on every device and to nobody else.
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { io, type Socket } from 'socket.io-client'
import { simpleParser } from 'mailparser'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { Personal } from '@roundtable/shared/wire/personal'
import { sha256 } from '../../server/src/platform/chain'
import { Client } from '../support/client'
import { talk, talkAt } from '../support/examples/discussion'
import { freshEmail, personOf } from '../support/examples/example'
import { foundTable, type Table } from '../support/table'
import { openWorld, type World } from '../support/world'

let world: World
let table: Table
const sockets: Socket[] = []
beforeAll(async () => { world = await openWorld(); table = await foundTable(world) }, 180_000)
afterAll(async () => { for (const one of sockets) one.close(); await world.close() })

/** A device of somebody: what it is told personally, in order. */
async function device(who: Client) {
  const socket = io(world.url, { transports: ['websocket'], extraHeaders: who.headers, forceNew: true })
  sockets.push(socket)
  const told: Personal[] = []
  const waits: (() => void)[] = []
  socket.on('personal', (one: Personal) => { told.push(one); for (const wake of waits.splice(0)) wake() })
  await new Promise<void>((resolve, reject) => { socket.once('connect', resolve); socket.once('connect_error', reject) })
  return { told, async until(what: Partial<Personal>) { while (!told.some((one) => Object.entries(what).every(([key, value]) => one[key as keyof Personal] === value))) await new Promise<void>((resolve) => { waits.push(resolve) }) }, ask: () => socket.emitWithAck('accounts/me', {}) }
}
const news = async (who: Client) => (await who.query('discussion/mentions', {})).mentions.map(({ why, post }) => [why, post.id])
const unreadIn = async (who: Client, thread: string) => (await who.query('discussion/threads', { body: table.body })).threads.find(({ id }) => id === thread)
const say = (thread: string, mentions: string[] = [], who = table.people.rwanda) => who.command('discussion/reply', { thread, words: 'More', mentions })

describe('[DIS-15] followed and muted', () => {
  it('a muted thread shows no mark of what is new, on every device; a mention in it still reaches', async () => {
    const { thread } = await talk(table)
    const { kenya } = table.people
    await kenya.command('discussion/setAttention', { thread, attention: 'muted' })
    await say(thread)
    const again = await world.person((await kenya.query('accounts/me', {})).person!.email)
    for (const who of [kenya, again]) expect(await unreadIn(who, thread)).toMatchObject({ posts: 2, unread: 0, attention: 'muted' })
    expect(await kenya.query('discussion/thread', { thread })).toMatchObject({ unread: 0, attention: 'muted' })
    expect(await unreadIn(table.people.civil, thread)).toMatchObject({ unread: 2, attention: 'usual' })
    const { post } = await say(thread, [table.seats.kenya])
    expect(await news(kenya)).toContainEqual(['mention', post])
    await kenya.command('discussion/setAttention', { thread, attention: 'usual' })
    expect((await unreadIn(kenya, thread))!.unread).toBe(3)
  })
  it('of a followed thread the newest post reaches one, until it is read; one’s own does not, nor after the place is lost', async () => {
    const { thread } = await talk(table)
    const { observer } = table.people
    await observer.command('discussion/setAttention', { thread, attention: 'followed' })
    await say(thread)
    const { post } = await say(thread)
    expect((await news(observer)).filter(([why]) => why === 'followed')).toEqual([['followed', post]])
    await observer.command('discussion/markRead', { thread, post })
    expect(await news(observer)).toEqual([])
    const own = await talk(table, table.people.civil)
    await table.people.civil.command('discussion/setAttention', { thread: own.thread, attention: 'followed' })
    expect(await news(table.people.civil)).toEqual([])
    await say(own.thread)
    await say(thread)
    // A place at another table is none here.
    const elsewhere = await foundTable(world)
    await world.secretariat.command('bodies/inviteOfficer', { body: elsewhere.body, office: 'moderator', email: (await observer.query('accounts/me', {})).person!.email, name: 'observer' })
    await new Client(world.url, 'observer').command('accounts/openLink', { token: world.issued() })
    const [seat] = (await world.prisma.membership.findMany({ where: { person: await personOf(observer), body: table.body } })).map((one) => one.seat!)
    await world.secretariat.command('bodies/releaseDelegate', { seat: seat!, person: await personOf(observer) })
    expect(await news(observer)).toEqual([])
    expect((await observer.refused('discussion/setAttention', { thread, attention: 'followed' })).refused).toBe('unknown')
  })
})

describe('[DIS-16] what was done to one’s posts', () => {
  it('the author of a hidden post is told until that person looks, or it is shown again; nobody else is', async () => {
    const { thread, post } = await talk(table, table.people.industry)
    await table.people.moderator.command('discussion/hidePost', { post, reason: 'Off the matter.' })
    expect(await news(table.people.industry)).toEqual([['hidden', post]])
    expect((await table.people.industry.query('discussion/mentions', {})).mentions[0]!.post).toMatchObject({ stands: 'hidden', reason: 'Off the matter.' })
    for (const who of ['kenya', 'civil', 'moderator'] as const) expect(await news(table.people[who])).not.toContainEqual(['hidden', post])
    await table.people.industry.command('discussion/markRead', { thread, post })
    expect(await news(table.people.industry)).toEqual([])
    await table.people.moderator.command('discussion/showPost', { post })
    await table.people.moderator.command('discussion/hidePost', { post, reason: 'Once more.' })
    expect(await news(table.people.industry)).toHaveLength(1)
    await table.people.moderator.command('discussion/showPost', { post })
    expect(await news(table.people.industry)).toEqual([])
  })
  it('everybody who posted to a locked thread is told once, at the newest post; unlocked, nobody is', async () => {
    const { thread } = await talk(table, table.people.industry)
    const { post } = await say(thread, [], table.people.industry)
    await say(thread, [], table.people.chair)
    await table.people.chair.command('discussion/lockThread', { thread, reason: 'Enough.' })
    expect(await news(table.people.industry)).toEqual([['locked', post]])
    expect((await news(table.people.chair)).filter(([why]) => why === 'locked')).toEqual([])
    await table.people.chair.command('discussion/unlockThread', { thread })
    expect(await news(table.people.industry)).toEqual([])
  })
  it('[DIS-9] where posts have no author nobody is told, and no row says whose it was', async () => {
    const { thread, post } = await talkAt(world, table, 'not-attributed', table.people.industry)
    await table.people.moderator.command('discussion/hidePost', { post, reason: 'It tells who was there.' })
    await table.people.moderator.command('discussion/lockThread', { thread, reason: 'Enough.' })
    expect(await news(table.people.industry)).toEqual([])
    expect(await world.prisma.moderated.count({ where: { thread } })).toBe(0)
  })
  it('[DIS-14] it stands in the day’s mail, without the words, and what is followed does', async () => {
    const reader = table.people.industry
    const address = (await reader.query('accounts/me', {})).person!.email
    await reader.command('discussion/setDigest', { hour: 7, zone: 'Africa/Nairobi' })
    const { post } = await talk(table, reader)
    const other = await talk(table)
    await reader.command('discussion/setAttention', { thread: other.thread, attention: 'followed' })
    await table.people.moderator.command('discussion/hidePost', { post, reason: 'A reason to be read there' })
    await world.clock.advance(24 * 60 * 60_000)
    await world.app.due.wake()
    await world.app.mailer.kick()
    const folder = join(world.dataDir, 'outbox')
    const mails = await Promise.all(readdirSync(folder).filter((name) => name.endsWith('.eml')).map((name) => simpleParser(readFileSync(join(folder, name)))))
    const [mail, ...more] = mails.filter(({ to, subject }) => subject === '2 things for you in the threads' && to && !Array.isArray(to) && to.value.some((one) => one.address === address))
    expect(more).toEqual([])
    expect(mail!.text).toContain('Your post was hidden; the reason stands with it: ')
    expect(mail!.text).toContain('New in a thread you follow: ')
    expect(mail!.text).not.toMatch(/A reason to be read|Words number/)
  })
})

describe('[DIS-17] on every device of one person', () => {
  it('what is read on one is read on the other at once; nobody else is told', async () => {
    const { kenya, civil } = table.people
    const { thread, post } = await talk(table)
    const mine = [await device(kenya), await device(await world.person((await kenya.query('accounts/me', {})).person!.email))]
    const others = [await device(civil), await device(await world.person(freshEmail()))]
    await kenya.command('discussion/markRead', { thread, post })
    const { seq } = (await world.prisma.post.findUnique({ where: { id: post } }))!
    for (const one of mine) await one.until({ is: 'read', thread, seq })
    await kenya.command('discussion/setAttention', { thread, attention: 'muted' })
    for (const one of mine) await one.until({ is: 'attention', thread, attention: 'muted' })
    for (const one of others) { await one.ask(); expect(one.told).toEqual([]) }
  })
  it('a mention, a followed thread, a hiding: whom it is for is told that there is something, never what', async () => {
    const { civil, observer: _, kenya, industry } = table.people
    const { thread, post } = await talk(table, kenya)
    await industry.command('discussion/setAttention', { thread, attention: 'followed' })
    const [mentioned, follower, author, other] = [await device(civil), await device(industry), await device(kenya), await device(table.people.chair)]
    await say(thread, [table.seats.civil])
    await Promise.all([mentioned.until({ is: 'news' }), follower.until({ is: 'news' })])
    await other.ask()
    expect([author.told, other.told]).toEqual([[], []])
    await table.people.moderator.command('discussion/hidePost', { post, reason: 'Off the matter.' })
    await author.until({ is: 'news' })
    expect([...mentioned.told, ...follower.told, ...author.told].every((one) => Object.keys(one).length === 1)).toBe(true)
  })
  it('a session that ran out is told nothing more', async () => {
    const { kenya } = table.people
    const again = await world.person((await kenya.query('accounts/me', {})).person!.email)
    const [old, here] = [await device(again), await device(kenya)]
    await world.prisma.session.updateMany({ where: { token: sha256(again.cookie.split('=')[1]!) }, data: { expires: world.clock.now() } })
    await world.clock.advance(300_000)
    // Asked again by itself, as circles are: told until then and never after.
    for (;;) {
      old.told.length = 0
      const { thread, post } = await talk(table)
      await kenya.command('discussion/markRead', { thread, post })
      await here.until({ is: 'read', thread })
      await old.ask()
      if (old.told.length === 0) break
    }
  })
})
