// Who serves the installation: the operator names the secretariat, and has no say in the substance (accounts.RULES.md, ACC-4 to ACC-6).
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { Client } from '../support/client'
import { join } from '../support/joined'
import { mailServer, tokenIn, type MailServer } from '../support/smtp'
import { foundTable, type Table } from '../support/table'
import { openWorld, type World } from '../support/world'

describe('those who serve', () => {
  let smtp: MailServer
  let world: World
  let table: Table
  beforeAll(async () => { smtp = await mailServer(); world = await openWorld({ config: { smtpUrl: smtp.url } }); table = await foundTable(world) })
  afterAll(async () => { await world.close(); await smtp.close() })

  const name = async (email: string) => {
    const { person } = await world.operator.command('accounts/nameSecretariat', { email, name: 'Named' })
    const client = new Client(world.url, email)
    await client.command('accounts/openLink', { token: tokenIn((await smtp.next(email)).text) })
    return { person, client }
  }

  it('[ACC-4] the operator names somebody to the secretariat, who gets a mail and serves every body', async () => {
    const { person, client } = await name('office@test.example')
    expect((await client.query('accounts/me', {})).memberships).toEqual([{ body: 'installation', role: 'secretariat' }])
    expect((await client.query('papers/list', { body: table.body })).papers).toEqual([])
    expect((await client.query('accounts/staff', {})).secretariat).toContainEqual({ person, name: 'Named' })
    expect(await world.operator.refused('accounts/nameSecretariat', { email: 'office@test.example', name: 'Again' })).toMatchObject({ status: 409, refused: 'already-secretariat' })
  })

  it('[ACC-4] dismissed, they lose everything at once: texts, lists, acts', async () => {
    const { person, client } = await name('leaves@test.example')
    const { document, paper } = await table.paper()
    const editor = join(client, document)
    await editor.synced()
    const closed = new Promise<number>((done) => editor.provider.on('connection-close', (event) => { if (event) done(event.code) }))
    await world.operator.command('accounts/dismissSecretariat', { person })
    expect(await closed).toBe(4404)
    editor.leave()
    expect(await client.queryRefused('papers/read', { paper })).toMatchObject({ status: 404 })
    expect(await client.refused('papers/circulate', { paper })).toMatchObject({ status: 404 })
    expect((await client.query('accounts/me', {})).memberships).toEqual([])
    expect(await world.operator.refused('accounts/dismissSecretariat', { person })).toMatchObject({ status: 409, refused: 'not-secretariat' })
  })

  it('[ACC-5] neither a delegate, nor an observer, nor an officer is named', async () => {
    for (const one of [table.people.kenya, table.people.observer, table.people.moderator, table.people.chair]) {
      const { email, name: called } = (await one.query('accounts/me', {})).person!
      expect(await world.operator.refused('accounts/nameSecretariat', { email, name: called })).toMatchObject({ status: 409, refused: 'barred-pair' })
    }
  })

  it('[ACC-6] the operator has no say in the substance and sees no paper', async () => {
    const { paper, document } = await table.paper()
    const { operator } = world
    expect(await operator.refused('bodies/foundBody', { kind: 'national-consortium', name: { en: 'X' }, symbol: 'RT.XX', applicationDays: 7, seats: [{ organisation: 'A', group: 'academia', class: 'member' }] })).toMatchObject({ status: 403, refused: 'not-you' })
    expect(await operator.refused('bodies/inviteDelegate', { seat: table.seats.kenya, rank: 'adviser', email: 'x@test.example', name: 'X' })).toMatchObject({ status: 403 })
    for (const command of ['papers/circulate', 'papers/adopt', 'outcomes/publish'] as const) {
      const input = { paper, ...(command === 'papers/adopt' ? { how: 'by-consensus', asOrallyRevised: false } : command === 'outcomes/publish' ? { symbol: `${table.symbol}/2026/1` } : {}) }
      expect([403, 404]).toContain((await operator.refused(command, input)).status)
    }
    expect((await operator.query('bodies/read', { body: table.body })).audience).toBe('public')
    const editor = join(operator, document)
    expect(await new Promise<number>((done) => editor.provider.on('connection-close', (event) => { if (event) done(event.code) }))).toBe(4404)
    editor.leave()
  })

  it('only they see who serves, and only the operator names', async () => {
    for (const one of [table.people.kenya, table.people.chair]) expect(await one.queryRefused('accounts/staff')).toMatchObject({ status: 403 })
    expect(await world.public.queryRefused('accounts/staff')).toMatchObject({ status: 401 })
    for (const one of [world.secretariat, table.people.chair, world.public]) expect([401, 403]).toContain((await one.refused('accounts/nameSecretariat', { email: 'x@test.example', name: 'X' })).status)
    expect((await world.operator.query('accounts/staff', {})).operators).toEqual([expect.objectContaining({ name: 'operator' })])
  })
})
