// Inviting by mail: who may, who sits, who loses the pen, and that no address or secret leaves its circle.
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { Client } from '../support/client'
import { join } from '../support/joined'
import { mailServer, tokenIn, type MailServer } from '../support/smtp'
import { foundTable, type Table } from '../support/table'
import { openWorld, type World } from '../support/world'

const DAY = 24 * 60 * 60 * 1000

describe('an invitation', () => {
  let smtp: MailServer
  let world: World
  let table: Table
  const lines: string[] = []
  const hear = (fields: object, message: string) => void lines.push(`${JSON.stringify(fields)} ${message}`)
  beforeAll(async () => {
    smtp = await mailServer()
    world = await openWorld({ log: { info: hear, warn: hear, error: hear }, config: { smtpUrl: smtp.url } })
    table = await foundTable(world)
  }, 300_000)
  afterAll(async () => { await world.close(); await smtp.close() })

  const invite = async (by: Client, seat: string, email: string, rank: 'head' | 'alternate' | 'adviser' = 'adviser', name = 'Guest') => {
    const { invitation } = await by.command('bodies/inviteDelegate', { seat, rank, email, name })
    return { invitation, token: tokenIn((await smtp.next(email)).text) }
  }
  const sit = async (token: string, who = 'guest') => {
    const client = new Client(world.url, who)
    await client.command('accounts/openLink', { token })
    return client
  }
  const memberships = async (client: Client) => (await client.query('accounts/me', {})).memberships
  const inSeat = (rank: string, seat = table.seats.kenya) => [{ body: table.body, role: 'delegate', seat, rank }]

  it('[ACC-1] a head invites an adviser; the mail names the body; looking at the link seats nobody, opening it does, once', async () => {
    await table.people.kenya.command('bodies/inviteDelegate', { seat: table.seats.kenya, rank: 'adviser', email: 'adviser@test.example', name: 'Adviser' })
    const mail = await smtp.next('adviser@test.example')
    expect(mail.text).toContain(`Regional Roundtable for Test ${table.symbol}`)
    const token = tokenIn(mail.text)
    expect((await fetch(`${world.url}/enter`)).status).toBe(200)
    expect(await world.prisma.membership.count({ where: { seat: table.seats.kenya } })).toBe(1)
    const adviser = await sit(token)
    expect((await adviser.query('accounts/me', {})).person).toMatchObject({ name: 'Adviser', email: 'adviser@test.example' })
    expect(await memberships(adviser)).toEqual(inSeat('adviser'))
    expect(await world.public.refused('accounts/openLink', { token })).toMatchObject({ status: 409, refused: 'link-used' })
  })

  it('an adviser writes where the seat drafts, and invites nobody; nor does an alternate', async () => {
    const { document } = await table.paper()
    const adviser = await sit((await invite(table.people.kenya, table.seats.kenya, 'writes@test.example')).token)
    const alternate = await sit((await invite(table.people.kenya, table.seats.kenya, 'alternate@test.example', 'alternate')).token)
    const editor = join(adviser, document)
    await editor.synced()
    editor.text().insert(0, 'An adviser writes. ')
    const reader = join(table.people.rwanda, document)
    await reader.until((words) => words.includes('An adviser writes.'), 'the adviser’s words')
    for (const one of [editor, reader]) one.leave()
    for (const one of [adviser, alternate]) expect(await one.refused('bodies/inviteDelegate', { seat: table.seats.kenya, rank: 'adviser', email: 'x@test.example', name: 'X' })).toMatchObject({ status: 403, refused: 'not-you' })
    // A head invites to the own seat only.
    expect(await table.people.kenya.refused('bodies/inviteDelegate', { seat: table.seats.rwanda, rank: 'adviser', email: 'x@test.example', name: 'X' })).toMatchObject({ status: 403 })
  })

  it('[ACC-1] lasts fourteen days', async () => {
    const { token } = await invite(table.people.kenya, table.seats.kenya, 'late@test.example')
    world.clock.advance(14 * DAY + 1000)
    expect(await world.public.refused('accounts/openLink', { token })).toMatchObject({ status: 409, refused: 'link-expired' })
  })

  it('[ACC-1] revoked it is unknown; revoking is for the secretariat and that seat’s head', async () => {
    const { invitation, token } = await invite(table.people.kenya, table.seats.kenya, 'revoked@test.example')
    for (const one of [table.people.rwanda, table.people.observer, table.people.moderator]) expect(await one.refused('bodies/revokeInvitation', { invitation })).toMatchObject({ status: 403, refused: 'not-you' })
    const stranger = await world.person('stranger@test.example')
    expect(await stranger.refused('bodies/revokeInvitation', { invitation })).toMatchObject({ status: 404, refused: 'unknown' })
    await table.people.kenya.command('bodies/revokeInvitation', { invitation })
    expect(await world.public.refused('accounts/openLink', { token })).toMatchObject({ status: 404, refused: 'link-unknown' })
    const second = await invite(world.secretariat, table.seats.kenya, 'revoked2@test.example')
    await world.secretariat.command('bodies/revokeInvitation', { invitation: second.invitation })
    expect(await world.public.refused('accounts/openLink', { token: second.token })).toMatchObject({ status: 404 })
    const { invitation: officer } = await world.secretariat.command('bodies/inviteOfficer', { body: table.body, office: 'moderator', email: 'officer@test.example', name: 'Officer' })
    await world.secretariat.command('bodies/revokeInvitation', { invitation: officer })
    expect(await world.public.refused('accounts/openLink', { token: tokenIn((await smtp.next('officer@test.example')).text) })).toMatchObject({ status: 404 })
  })

  it('[BOD-7] nobody sits twice in a seat; the link stays as it was', async () => {
    const address = (await table.people.kenya.query('accounts/me', {})).person!.email
    await smtp.next(address)
    const { token } = await invite(world.secretariat, table.seats.kenya, address, 'alternate')
    for (let time = 0; time < 2; time += 1) expect(await world.public.refused('accounts/openLink', { token })).toMatchObject({ status: 409, refused: 'already-delegate' })
    expect(await memberships(table.people.kenya)).toEqual(inSeat('head'))
  })

  it('[BOD-4] [BOD-7] the secretariat takes no seat and no office, the chair no member’s seat; nothing is used up', async () => {
    const before = await world.prisma.session.count()
    const barred = async (token: string) => expect(await world.public.refused('accounts/openLink', { token })).toMatchObject({ status: 409, refused: 'barred-pair' })
    await barred((await invite(world.secretariat, table.seats.rwanda, 'secretariat@test.example')).token)
    await barred((await invite(world.secretariat, table.seats.observer, 'secretariat@test.example')).token)
    await world.secretariat.command('bodies/inviteOfficer', { body: table.body, office: 'moderator', email: 'secretariat@test.example', name: 'S' })
    await barred(tokenIn((await smtp.next('secretariat@test.example')).text))
    const chair = (await table.people.chair.query('accounts/me', {})).person!.email
    await smtp.next(chair)
    await barred((await invite(world.secretariat, table.seats.rwanda, chair)).token)
    const kenya = (await table.people.kenya.query('accounts/me', {})).person!.email
    await world.secretariat.command('bodies/inviteOfficer', { body: table.body, office: 'chair', email: kenya, name: 'K' })
    await barred(tokenIn((await smtp.next(kenya)).text))
    expect(await world.prisma.session.count()).toBe(before)
    // An expert's seat the chair may take.
    await sit((await invite(world.secretariat, table.seats.expert, chair)).token)
    expect(await memberships(table.people.chair)).toHaveLength(2)
  })

  it('[BOD-6] [BOD-8] a suspended seat invites and seats nobody, its people read on; restored all is as before', async () => {
    const { token } = await invite(table.people.civil, table.seats.civil, 'waits@test.example')
    const { document } = await table.paper()
    const editor = join(table.people.civil, document)
    await editor.synced()
    await table.people.chair.command('bodies/suspendSeat', { seat: table.seats.civil, reason: 'Its papers are disputed.' })
    expect(await memberships(table.people.civil)).toEqual([{ body: table.body, role: 'observer', seat: table.seats.civil }])
    expect(await world.secretariat.refused('bodies/inviteDelegate', { seat: table.seats.civil, rank: 'adviser', email: 'y@test.example', name: 'Y' })).toMatchObject({ status: 409, refused: 'seat-not-seated' })
    expect(await world.public.refused('accounts/openLink', { token })).toMatchObject({ status: 409, refused: 'seat-not-seated' })
    editor.text().insert(0, 'Suspended words. ')
    const kenya = join(table.people.kenya, document)
    await kenya.synced()
    kenya.text().insert(0, 'Kenya goes on. ')
    const reader = join(table.people.civil, document)
    await reader.until((words) => words.includes('Kenya goes on.'), 'reading on')
    expect(reader.words()).not.toContain('Suspended words.')
    for (const one of [editor, kenya, reader]) one.leave()
    await table.people.chair.command('bodies/restoreSeat', { seat: table.seats.civil })
    expect(await memberships(await sit(token))).toEqual(inSeat('adviser', table.seats.civil))
    expect(await memberships(table.people.civil)).toEqual(inSeat('head', table.seats.civil))
  })

  it('[BOD-9] who is released loses the text in mid-word; an officer as well', async () => {
    const { document } = await table.paper()
    const adviser = await sit((await invite(table.people.kenya, table.seats.kenya, 'leaves@test.example')).token)
    const person = (await adviser.query('accounts/me', {})).person!.id
    const closing = async (client: Client, act: () => Promise<unknown>) => {
      const editor = join(client, document)
      await editor.synced()
      const closed = new Promise<number>((done) => editor.provider.on('connection-close', (event) => { if (event) done(event.code) }))
      await act()
      expect(await closed).toBe(4404)
      editor.leave()
    }
    expect(await table.people.rwanda.refused('bodies/releaseDelegate', { seat: table.seats.kenya, person })).toMatchObject({ status: 403 })
    await closing(adviser, () => table.people.kenya.command('bodies/releaseDelegate', { seat: table.seats.kenya, person }))
    expect(await memberships(adviser)).toEqual([])
    const rapporteur = await sit(await officerLink('rapporteur', 'second-rapporteur@test.example'))
    const id = (await rapporteur.query('accounts/me', {})).person!.id
    await closing(rapporteur, () => table.people.chair.command('bodies/releaseOfficer', { body: table.body, office: 'rapporteur', person: id }))
    expect(await memberships(rapporteur)).toEqual([])
    expect(await table.people.chair.refused('bodies/releaseOfficer', { body: table.body, office: 'rapporteur', person: id })).toMatchObject({ status: 409, refused: 'not-officer' })
  })
  const officerLink = async (office: 'rapporteur', email: string) => {
    await world.secretariat.command('bodies/inviteOfficer', { body: table.body, office, email, name: 'Officer' })
    return tokenIn((await smtp.next(email)).text)
  }

  it('shows addresses to the secretariat and to that seat’s head, to nobody else', async () => {
    await invite(table.people.kenya, table.seats.kenya, 'shown@test.example')
    const seat = { body: table.body, seat: table.seats.kenya }
    const addresses = async (client: Client, input: { body: string; seat?: string }) => (await client.query('bodies/invitations', input)).invitations.map(({ email }) => email)
    expect(await addresses(world.secretariat, { body: table.body })).toContain('shown@test.example')
    expect(await addresses(world.secretariat, seat)).toContain('shown@test.example')
    expect(await addresses(table.people.kenya, seat)).toContain('shown@test.example')
    expect(await addresses(table.people.rwanda, { body: table.body, seat: table.seats.rwanda })).not.toContain('shown@test.example')
    const others = [table.people.rwanda, table.people.chair, table.people.observer, table.people.rapporteur, world.operator, await world.person('citizen@test.example')]
    for (const one of others) for (const input of [seat, { body: table.body }]) expect(await one.queryRefused('bodies/invitations', input)).toMatchObject({ refused: 'not-you' })
    expect(await table.people.kenya.queryRefused('bodies/invitations', { body: table.body })).toMatchObject({ refused: 'not-you' })
    expect(await world.public.queryRefused('bodies/invitations', seat)).toMatchObject({ status: 401 })
  })

  it('leaves no address and no secret in records, rows, answers of others and logs', async () => {
    await world.app.mailer.kick()
    const secrets = [...new Set(smtp.mails.flatMap(({ text }) => /#([\w-]{43})/.exec(text ?? '')?.[1] ?? [])), ...Object.values(table.people).map(({ cookie }) => cookie.split('=')[1]!)]
    expect(secrets.length).toBeGreaterThan(20)
    const clean = (what: string, text: string) => {
      expect(text.length, what).toBeGreaterThan(0)
      expect(/@test\.example/.exec(text)?.input, what).toBeUndefined()
      for (const secret of secrets) expect(text.includes(secret), what).toBe(false)
    }
    const { prisma } = world
    clean('events', JSON.stringify(await prisma.event.findMany()))
    clean('rows', JSON.stringify(await prisma.aggregate.findMany()))
    clean('memberships', JSON.stringify(await prisma.membership.findMany()))
    clean('answers kept', JSON.stringify(await prisma.idempotency.findMany()))
    clean('due', JSON.stringify(await prisma.due.findMany()) + ' ')
    clean('authors', JSON.stringify(await prisma.documentLog.findMany({ select: { parts: true } })))
    for (const token of secrets) for (const rows of [await prisma.link.findMany(), await prisma.session.findMany(), await prisma.mail.findMany()]) expect(JSON.stringify(rows)).not.toContain(token)
    for (const [name, client] of [...Object.entries(table.people), ['secretariat', world.secretariat], ['public', world.public]] as [string, Client][]) {
      for (const query of ['bodies/read', 'bodies/events', 'bodies/exportRecord'] as const) clean(`${query} for ${name}`, await (await client.get(query, { body: table.body, after: query === 'bodies/read' ? undefined : 0 })).text())
    }
    clean('logs', `${lines.join('\n')} `)
  })
})
