// From founding to a full table: seats, invitations by mail, an application admitted on no objection. In real browsers.
import { afterAll, beforeAll, expect, it } from 'vitest'
import { Client } from '../support/client'
import { openStage, say, type Stage } from './stage'

const DAY = 24 * 60 * 60 * 1000
let stage: Stage
let body: string
beforeAll(async () => { stage = await openStage() })
afterAll(async () => { await stage.close() })

it('the secretariat founds the Regional Roundtable for Eastern Africa; M49 fills in its governments', async () => {
  const page = await stage.open(stage.world.secretariat, '/found')
  await page.getByRole('combobox', { name: say('bodies.found.area.choose') }).fill('Eastern Afr')
  await page.getByRole('option', { name: 'Eastern Africa' }).first().click()
  await page.getByText('United Republic of Tanzania').first().waitFor()
  const others = [['East African Parliament', 'parliament', 'member'], ['Great Lakes Local Authorities', 'local-government', 'member'], ['Chamber of Digital Industry', 'private-sector', 'member'], ['Civic Data Network', 'civil-society', 'member'], ['CAFRAD', 'intergovernmental', 'observer'], ['AAPAM', 'civil-society', 'observer'], ['Expert on local government', 'academia', 'expert']] as const
  const rows = page.locator('.seat-rows > li')
  for (const [index, [name, group, seat]] of others.entries()) {
    while ((await rows.count()) <= index) await page.getByRole('button', { name: say('bodies.found.others.add') }).click()
    const row = rows.nth(index)
    await row.getByRole('textbox', { name: say('bodies.found.organisation') }).fill(name)
    for (const [label, word] of [[say('bodies.found.group'), say(`bodies.group.${group}`)], [say('bodies.found.class'), say(`bodies.class.${seat}`)]] as const) {
      await row.getByRole('combobox', { name: label }).selectOption({ label: word })
    }
  }
  expect(await page.getByRole('textbox', { name: say('bodies.found.symbol') }).inputValue()).toMatch(/^RT\.[A-Z]{2,6}$/)
  await page.getByRole('textbox', { name: say('bodies.found.symbol') }).fill('RT.EAF')
  await page.getByRole('button', { name: say('bodies.found.send') }).click()
  await page.waitForURL(/\/table\//)
  body = page.url().split('/table/')[1]!
  const { aggregates } = await stage.world.public.query('bodies/read', { body })
  const seats = aggregates.filter(({ kind }) => kind === 'seat').map(({ state }) => state as { group: string; class: string })
  expect(seats.filter((seat) => seat.group === 'national-government')).toHaveLength(18)
  expect(seats.filter((seat) => seat.class === 'observer')).toHaveLength(2)
  expect(seats.filter((seat) => seat.class === 'expert')).toHaveLength(1)
  expect(seats).toHaveLength(25)
  await page.context().close()
})

it('a head of delegation takes the seat by a mailed link, and invites an adviser; opening the page uses nothing', async () => {
  const { world } = stage
  const { aggregates } = await world.public.query('bodies/read', { body })
  const kenya = aggregates.map(({ state }) => state as { id: string; iso3?: string }).find((seat) => seat.iso3 === 'KEN')!.id
  await world.secretariat.command('bodies/inviteDelegate', { seat: kenya, rank: 'head', email: 'head@kenya.example', name: 'Head of delegation' })
  const token = world.issued()
  const page = await stage.open(undefined, `/enter#${token}`)
  await page.reload()
  await page.getByRole('heading', { level: 1 }).waitFor()
  expect((await world.prisma.link.count({ where: { used: null, purpose: 'invitation' } }))).toBe(1)
  await page.getByRole('main').getByRole('button').first().click()
  await page.waitForURL(/\/table\//)
  // Used once.
  const again = await stage.open(undefined, `/enter#${token}`)
  await again.getByRole('main').getByRole('button').first().click()
  await again.getByText(say('refusal.link-used')).waitFor()
  // Another link opened in the same window changes only what stands behind the #.
  await again.evaluate((other) => { location.hash = other }, 'B'.repeat(43))
  await again.getByRole('button', { name: say('accounts.page.enter.open') }).waitFor()

  const seat = page.locator(`#seat-${kenya}, [data-seat="${kenya}"]`).first()
  await seat.getByRole('button', { name: new RegExp(say('bodies.invite.go'), 'i') }).first().click()
  await page.getByRole('textbox', { name: say('base.field.name') }).fill('Adviser')
  await page.getByRole('textbox', { name: say('base.field.mail') }).fill('adviser@kenya.example')
  await page.getByRole('dialog').getByRole('button', { name: say('bodies.invite.send') }).click()
  await page.getByRole('dialog').waitFor({ state: 'hidden' })
  const adviser = new Client(world.url, 'adviser')
  await adviser.command('accounts/openLink', { token: world.issued() })
  expect((await adviser.query('accounts/me', {})).memberships).toEqual([expect.objectContaining({ role: 'delegate', rank: 'adviser', seat: kenya })])
  // The head's page, still open, was told.
  await seat.getByText('Adviser', { exact: false }).first().waitFor()
  await page.context().close()
})

it('an organisation applies, the members see it, nobody objects, and it sits down when the period ends', async () => {
  const { world } = stage
  // Nobody knows it yet: from the public page to sign-in, a name, a mailed link, and on to the application.
  const page = await stage.open(undefined, `/bodies/RT.EAF`)
  await page.getByRole('link', { name: say('bodies.page.apply') }).click()
  await page.waitForURL(/\/sign-in/)
  await page.getByRole('textbox', { name: say('accounts.page.signIn.mail') }).fill('forum@academia.example')
  await page.getByRole('textbox', { name: say('accounts.page.signIn.name') }).fill('Forum')
  await page.getByRole('button', { name: say('accounts.page.signIn.send') }).click()
  await page.getByText(say('accounts.page.signIn.sent')).waitFor()
  await page.goto(`/enter?to=/apply/${body}#${world.issued()}`)
  await page.getByRole('button', { name: say('accounts.page.enter.open') }).click()
  await page.waitForURL(/\/apply\//)
  await page.getByRole('textbox', { name: say('bodies.apply.organisation') }).fill('Universities for Public Administration')
  await page.getByRole('combobox', { name: say('bodies.apply.group') }).selectOption({ label: say('bodies.group.academia') })
  await page.getByRole('textbox', { name: say('bodies.apply.mandate') }).fill('Teaching and research on public administration.')
  await page.getByRole('textbox', { name: say('bodies.apply.owners') }).fill('Nine public universities.')
  await page.getByRole('textbox', { name: say('bodies.apply.interests') }).fill('Research that ministries commission.')
  await page.getByRole('button', { name: say('bodies.apply.send') }).click()
  const kenya = new Client(world.url)
  const { token: _ } = await world.prisma.$transaction(async (tx) => ({ token: (await tx.person.findUnique({ where: { email: 'head@kenya.example' } }))!.id }))
  await kenya.command('accounts/requestLink', { email: 'head@kenya.example', language: 'en' })
  await kenya.command('accounts/openLink', { token: world.issued() })
  const member = await stage.open(kenya, `/table/${body}`)
  await member.getByRole('heading', { name: /Universities for Public Administration/ }).waitFor()
  world.clock.advance(15 * DAY)
  await world.app.due.wake()
  await member.getByText(say('bodies.application.admitted.no-objection')).waitFor()
  expect(await world.prisma.membership.findMany({ where: { person: (await world.prisma.person.findUnique({ where: { email: 'forum@academia.example' } }))!.id } })).toEqual([expect.objectContaining({ body, role: 'delegate', rank: 'head' })])
  expect(stage.errors).toEqual([])
})
