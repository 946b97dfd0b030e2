// Meetings through the real gate: notice by mail with its calendar entry, the agenda, attendance, and what of a closed sitting leaves the room.
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { simpleParser, type ParsedMail } from 'mailparser'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { call, called, opened, standing, wallIn, ZONE } from '../support/examples/meetings'
import { Follower } from '../support/follower'
import { foundTable, type Table } from '../support/table'
import { openWorld, type World } from '../support/world'

let world: World
let table: Table
beforeAll(async () => { world = await openWorld(); table = await foundTable(world) }, 180_000)
afterAll(() => world.close())

/** The mails of the outbox to one address, oldest first. */
async function mailsTo(address: string): Promise<ParsedMail[]> {
  await world.app.mailer.kick()
  const folder = join(world.dataDir, 'outbox')
  const all = await Promise.all(readdirSync(folder).filter((name) => name.endsWith('.eml')).map((name) => simpleParser(readFileSync(join(folder, name)))))
  return all.filter(({ to }) => to && !Array.isArray(to) && to.value.some((one) => one.address === address)).sort((a, b) => a.date!.getTime() - b.date!.getTime())
}
/** A line of the entry itself, or of the calendar around it where the entry has none. */
const lineOf = (ics: string, name: string) => lineIn(ics.slice(ics.indexOf('BEGIN:VEVENT')), name) ?? lineIn(ics, name)
const lineIn = (ics: string, name: string) => ics.replace(/\r\n[ \t]/g, '').split('\r\n').find((line) => line.startsWith(name))?.slice(name.length + 1)
const entriesIn = (mails: ParsedMail[], meeting: string) => mails.flatMap((mail) => mail.attachments.filter(({ contentType }) => contentType.includes('ics') || contentType.includes('calendar')).map(({ content }) => content.toString())).filter((ics) => lineOf(ics, 'UID')?.startsWith(meeting))

describe('notice', () => {
  it('goes to everybody in the body, once each: the same entry called, changed and cancelled, in the zone of the place', async () => {
    const address = (await table.people.kenya.query('accounts/me', {})).person!.email
    const { meeting, version } = await called(world, table, { starts: wallIn(world, 60 * 24), title: 'On drafting; part one' })
    await table.people.chair.command('meetings/changeMeeting', { meeting, version, starts: wallIn(world, 60 * 48), minutes: 60, zone: ZONE, place: 'Conference room 2', online: false })
    await world.secretariat.command('meetings/cancelMeeting', { meeting, reason: 'No interpreters.' })
    const entries = [...new Set(entriesIn(await mailsTo(address), meeting))]
    expect(entries.map((ics) => [lineOf(ics, 'METHOD'), lineOf(ics, 'SEQUENCE') ?? '0', lineOf(ics, 'STATUS')])).toEqual([['REQUEST', '0', 'CONFIRMED'], ['REQUEST', '1', 'CONFIRMED'], ['CANCEL', '2', 'CANCELLED']])
    expect(new Set(entries.map((ics) => lineOf(ics, 'UID'))).size).toBe(1)
    const wall = wallIn(world, 60 * 48).replace(/[-:]/g, '')
    expect(lineOf(entries[1]!, 'DTSTART')).toBe(`TZID=${ZONE}:${wall}00`)
    expect(entries[1]).toContain(`TZID:${ZONE}`)
    expect(lineOf(entries[0]!, 'SUMMARY')).toContain('On drafting\\; part one')
    expect(lineOf(entries[1]!, 'LOCATION')).toBe('Conference room 2')
    const people = await world.prisma.membership.findMany({ where: { body: table.body }, distinct: ['person'] })
    expect(await world.prisma.mail.count({ where: { template: 'meeting-called' } })).toBe(people.length)
  })

  it('names that people typed reach no header', async () => {
    const { meeting } = await called(world, table, { title: 'Subject: <b>injected</b>' })
    const mails = await mailsTo((await table.people.rwanda.query('accounts/me', {})).person!.email)
    expect(mails.map(({ subject }) => subject)).not.toContain('Subject: <b>injected</b>')
    expect(new Set(entriesIn(mails, meeting)).size).toBe(1)
  })
})

describe('a call that cannot be', () => {
  it.each([
    ['in the past', { starts: '2020-01-01T10:00' }, 'meeting-past'], ['too far ahead', { starts: '2040-01-01T10:00' }, 'meeting-far'],
    ['nowhere', { place: undefined, online: false }, 'meeting-nowhere'], ['no such zone', { zone: 'Nowhere/Land' }, 'malformed'],
    ['on no day', { starts: '2027-02-30T10:00' }, 'time-never-comes'], ['in the hour that is skipped', { starts: '2027-03-28T02:30', zone: 'Europe/Berlin' }, 'time-never-comes'],
    ['with a paper of another table', { items: [{ title: 'Item', minutes: 5, papers: ['no-such-paper'] }] }, 'unknown'],
  ] as const)('%s', async (_, more, refused) => {
    const before = await world.prisma.aggregate.count({ where: { kind: 'meeting' } })
    const input = { ...call(world, table), ...JSON.parse(JSON.stringify(more)) } as ReturnType<typeof call>
    if ('place' in more) delete input.place
    expect((await table.people.chair.refused('meetings/callMeeting', input)).refused).toBe(refused)
    expect(await world.prisma.aggregate.count({ where: { kind: 'meeting' } })).toBe(before)
  })

  it('across midnight and the change of the clock it lasts as long as it was called for', async () => {
    const { meeting } = await called(world, table, { starts: '2027-10-30T23:30', zone: 'Europe/Berlin', minutes: 300 })
    const { ics } = await world.public.query('meetings/calendar', { meeting })
    expect([lineOf(ics, 'DTSTART'), lineOf(ics, 'DTEND')]).toEqual(['TZID=Europe/Berlin:20271030T233000', 'TZID=Europe/Berlin:20271031T033000'])
  })
})

it('[MEE-5] of two who set the agenda at once one wins, the other is told and has lost nothing', async () => {
  const { meeting, version, items } = await called(world, table)
  const set = (title: string) => table.people.chair.command('meetings/setAgenda', { meeting, version, items: [{ id: items[0]!, title, minutes: 5, papers: [] }] }).then(() => 'set', (error: Error) => error.message)
  const answers = await Promise.all([set('One'), set('Two')])
  expect(answers.filter((answer) => answer === 'set')).toHaveLength(1)
  expect(answers.find((answer) => answer !== 'set')).toContain('meeting-moved')
  expect((await standing(table, meeting)).items).toEqual([items[0]])
})

it('[MEE-11] a delegation attends once, whoever enters it and however fast', async () => {
  const { meeting } = await opened(world, table)
  const seat = table.seats.kenya
  const tries = await Promise.all([table.people.kenya.command('meetings/attend', { meeting, seat }), world.secretariat.command('meetings/checkIn', { meeting, seat })].map((one) => one.then(() => 'in', () => 'refused')))
  expect(tries.sort()).toEqual(['in', 'refused'])
  expect((await table.people.rwanda.query('meetings/attendance', { meeting })).present).toEqual([expect.objectContaining({ seat, class: 'member', group: 'national-government' })])
  await world.secretariat.command('meetings/checkOut', { meeting, seat })
  expect((await table.people.rwanda.query('meetings/attendance', { meeting })).present).toEqual([])
  expect((await world.secretariat.refused('meetings/checkOut', { meeting, seat })).refused).toBe('not-attending')
  await table.people.kenya.command('meetings/attend', { meeting, seat })
})

describe('[MEE-13] not attributed', () => {
  it('no name and no seat leaves the room: not by events, snapshots, parts, exports, nor afterwards', async () => {
    const watching = await Follower.open(table.people.rapporteur, table.body)
    const { meeting } = await opened(world, table, 'not-attributed')
    const before = watching.picture.seq
    await table.people.civil.command('meetings/attend', { meeting, seat: table.seats.civil })
    // In the room one sees who sits there.
    expect((await table.people.kenya.query('meetings/attendance', { meeting })).present).toEqual([expect.objectContaining({ seat: table.seats.civil })])
    await watching.reached(before + 1)
    const person = (await table.people.civil.query('accounts/me', {})).person!
    const told = JSON.stringify(watching.told.filter(({ seq }) => seq > before))
    await table.people.chair.command('meetings/closeMeeting', { meeting })
    const part = await table.people.kenya.query('bodies/part', { body: table.body, kind: 'attendance', parent: meeting })
    const { links } = await world.secretariat.query('bodies/exportRecord', { body: table.body, after: before })
    const after = await table.people.kenya.query('meetings/attendance', { meeting })
    for (const place of [told, JSON.stringify(part), JSON.stringify(links), JSON.stringify(after)]) for (const name of [table.seats.civil, person.id, person.name]) expect(place).not.toContain(`"${name}"`)
    expect(told).toContain('civil-society')
    expect(await world.prisma.attended.count({ where: { meeting } })).toBe(0)
    watching.close()
  })

  it('[MEE-10] and the public does not learn where it stands', async () => {
    const { meeting, items } = await opened(world, table, 'closed')
    const { seq } = await world.public.query('bodies/read', { body: table.body })
    await table.people.chair.command('meetings/moveToItem', { meeting, item: items[1]! })
    const { events } = await world.public.query('bodies/events', { body: table.body, after: seq })
    expect(events).toEqual([{ body: table.body, seq: seq + 1, withheld: true }])
    const { links } = await world.public.query('bodies/exportRecord', { body: table.body, after: seq })
    expect(links[0]).not.toHaveProperty('content')
    expect((await world.public.query('meetings/list', { body: table.body })).meetings.find(({ id }) => id === meeting)).toMatchObject({ mode: 'closed', stage: 'open' })
  })
})

it('the list is read in pages, the latest first', async () => {
  const all = (await world.public.query('meetings/list', { body: table.body, limit: 200 })).meetings
  expect(all.map(({ starts }) => starts)).toEqual([...all.map(({ starts }) => starts)].sort().reverse())
  const first = (await world.public.query('meetings/list', { body: table.body, limit: 3 })).meetings
  const next = (await world.public.query('meetings/list', { body: table.body, limit: 200, after: first.at(-1)!.id })).meetings
  expect([...first, ...next].map(({ id }) => id)).toEqual(all.map(({ id }) => id))
})
