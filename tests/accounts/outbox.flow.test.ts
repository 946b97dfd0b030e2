// Without a mail server: mails as files, and a page of them in the demonstration only. Cookies as the public address demands.
import { readdirSync, statSync } from 'node:fs'
import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { simpleParser } from 'mailparser'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { Client } from '../support/client'
import { tokenIn } from '../support/smtp'
import { openWorld, type World } from '../support/world'

describe('without a mail server, on https, in the demonstration', () => {
  let world: World
  beforeAll(async () => { world = await openWorld({ config: { publicUrl: 'https://roundtable.example' } }) })
  afterAll(() => world.close())

  const mailed = async (email: string, language: 'en' | 'ar') => {
    await world.person(email, 'Ada')
    await world.public.command('accounts/requestLink', { email, language })
    await world.app.mailer.kick()
    const folder = join(world.dataDir, 'outbox')
    for (const name of readdirSync(folder).filter((file) => file.endsWith('.eml'))) {
      const mail = await simpleParser(await readFile(join(folder, name)))
      if ([mail.to].flat()[0]?.value[0]?.address === email) return { mail, mode: statSync(join(folder, name)).mode & 0o777 }
    }
    throw new Error('no mail')
  }

  it('a mail is a file that any mail program reads, and its link is of the public address', async () => {
    const { mail, mode } = await mailed('file@test.example', 'ar')
    expect(mail.from?.value).toEqual([{ name: 'Roundtable', address: 'roundtable@roundtable.example' }])
    expect(mail.subject).toMatch(/[\u0600-\u06FF]/)
    expect(mail.text).toContain('https://roundtable.example/enter#')
    expect(mail.date).toBeInstanceOf(Date)
    expect(mode).toBe(0o600)
    const sent = await world.prisma.mail.findFirstOrThrow({ where: { to: 'file@test.example' } })
    expect([sent.sent, sent.params]).toEqual([expect.any(Date), {}])
  })

  it('the page of the demonstration shows it', async () => {
    const { mails } = await world.public.query('accounts/outbox', {})
    expect(mails.find(({ to }) => to === 'file@test.example')).toMatchObject({ subject: expect.stringMatching(/\S/), text: expect.stringContaining('/enter#') })
  })

  it('[ACC-3] on https the cookie is bound to the host, secure, and hidden from scripts', async () => {
    const { mail } = await mailed('cookie@test.example', 'en')
    const response = await new Client(world.url).post('accounts/openLink', { token: tokenIn(mail.text) }, { origin: 'https://roundtable.example' })
    expect(response.status).toBe(200)
    const [cookie, ...more] = response.headers.getSetCookie()
    expect(more).toEqual([])
    expect(cookie).toMatch(/^__Host-roundtable=[\w-]{43}; Path=\/; HttpOnly; SameSite=Lax; Expires=[^;]+; Secure$/)
  })
})

describe('without a mail server, for real work', () => {
  it('nobody reads the mails of others through the server', async () => {
    const world = await openWorld({ demonstration: false })
    try {
      for (const client of [world.operator, world.secretariat, world.public]) expect(await client.queryRefused('accounts/outbox')).toMatchObject({ status: 404, refused: 'not-demonstration' })
      expect(await world.public.refused('accounts/enterAs', { who: 'operator' })).toMatchObject({ status: 404, refused: 'not-demonstration' })
    } finally {
      await world.close()
    }
  })
})
