// Signing in by a mailed link, with a real mail server (accounts.RULES.md, ACC-1 and ACC-2).
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { LETTERS } from '../../server/src/gate/letters'
import { Client } from '../support/client'
import { mailServer, tokenIn, type MailServer } from '../support/smtp'
import { openWorld, type World } from '../support/world'

const MINUTE = 60_000
const ada = 'ada@test.example'

describe('a mailed link', () => {
  let smtp: MailServer
  let world: World
  const lines: string[] = []
  const log = { info: (fields: object, message: string) => void lines.push(JSON.stringify(fields) + message), warn: (fields: object, message: string) => void lines.push(JSON.stringify(fields) + message), error: (fields: object, message: string) => void lines.push(JSON.stringify(fields) + message) }
  beforeAll(async () => {
    smtp = await mailServer()
    world = await openWorld({ demonstration: false, log, config: { smtpUrl: `${smtp.url}?from=office@roundtable.example` } })
    await world.person(ada, 'Ada')
  })
  afterAll(async () => { await world.close(); await smtp.close() })

  const someone = async (email: string) => { await world.person(email); return email }
  const ask = (email: string, language: 'en' | 'ar' = 'en') => world.public.post('accounts/requestLink', { email, language })
  const mailed = async (email: string, language: 'en' | 'ar' = 'en') => {
    expect((await ask(email, language)).status).toBe(200)
    return smtp.next(email)
  }
  const opened = async (token: string) => (await new Client(world.url).post('accounts/openLink', { token }))

  it('goes to that address alone, from the office, as plain text, and signs in', async () => {
    const mail = await mailed(ada)
    expect(mail.envelope).toEqual({ from: 'office@roundtable.example', to: [ada] })
    expect(mail.from?.value).toEqual([{ name: 'Roundtable', address: 'office@roundtable.example' }])
    expect(mail.headers.get('content-type')).toMatchObject({ value: 'text/plain', params: { charset: 'utf-8' } })
    expect(mail.html).toBe(false)
    expect(mail.text).toContain('Ada,')
    expect(mail.text).toContain(`${world.url.replace('127.0.0.1', 'localhost')}/enter#`)
    const client = new Client(world.url)
    expect(await client.command('accounts/openLink', { token: tokenIn(mail.text) })).toEqual({ purpose: 'sign-in' })
    expect((await client.query('accounts/me', {})).person).toMatchObject({ name: 'Ada', email: ada })
  })

  it('comes in the language that was asked for', async () => {
    const english = await mailed(await someone('english@test.example'))
    const arabic = await mailed(await someone('arabic@test.example'), 'ar')
    expect(arabic.subject).toMatch(/[\u0600-\u06FF]/)
    expect(arabic.text).toMatch(/[\u0600-\u06FF]/)
    expect(english.subject).not.toMatch(/[\u0600-\u06FF]/)
  })

  it('[ACC-1] is not used by being looked at, whatever looks', async () => {
    const token = tokenIn((await mailed(await someone('looked@test.example'))).text)
    for (const method of ['GET', 'HEAD']) expect((await fetch(`${world.url}/enter`, { method })).status).toBe(200)
    for (const at of [`/enter?${token}`, `/api/accounts/openLink?token=${token}`, `/api/accounts/openLink`]) await fetch(`${world.url}${at}`, { headers: { accept: 'text/html' } })
    expect((await opened(token)).status).toBe(200)
  })

  it('[ACC-1] works once, for one of all who open it at once', async () => {
    const token = tokenIn((await mailed(await someone('once@test.example'))).text)
    const answers = await Promise.all([1, 2, 3, 4, 5].map(() => opened(token)))
    expect(answers.map(({ status }) => status).sort()).toEqual([200, 409, 409, 409, 409])
    expect(answers.filter((answer) => answer.headers.getSetCookie().length > 0)).toHaveLength(1)
    expect(await world.public.refused('accounts/openLink', { token })).toMatchObject({ status: 409, refused: 'link-used', sentence: expect.stringMatching(/\S/) })
  })

  it('[ACC-1] expires within the hour', async () => {
    const early = tokenIn((await mailed(await someone('early@test.example'))).text)
    world.clock.advance(59 * MINUTE)
    expect((await opened(early)).status).toBe(200)
    const late = tokenIn((await mailed(await someone('late@test.example'))).text)
    world.clock.advance(61 * MINUTE)
    expect(await world.public.refused('accounts/openLink', { token: late })).toMatchObject({ status: 409, refused: 'link-expired' })
  })

  it('[ACC-1] revoked it is as unknown as one that never was', async () => {
    const token = tokenIn((await mailed(await someone('revoked@test.example'))).text)
    await world.prisma.link.updateMany({ where: { email: 'revoked@test.example' }, data: { revoked: world.clock.now() } })
    const revoked = await world.public.refused('accounts/openLink', { token })
    expect(revoked).toMatchObject({ status: 404, refused: 'link-unknown' })
    expect(await world.public.refused('accounts/openLink', { token: 'A'.repeat(43) })).toEqual(revoked)
    expect(await world.public.refused('accounts/openLink', { token: `${token}x` })).toMatchObject({ status: 400, refused: 'malformed' })
  })

  it('opened from a foreign page it is refused and not used', async () => {
    const token = tokenIn((await mailed(await someone('foreign@test.example'))).text)
    expect(await world.public.refused('accounts/openLink', { token }, { origin: 'https://elsewhere.example' })).toMatchObject({ status: 403, refused: 'foreign-origin' })
    expect((await opened(token)).status).toBe(200)
  })

  it('[ACC-2] the answer is the same for addresses that nobody has, and no mail goes out', async () => {
    const plain = async (response: Response) => ({ status: response.status, body: await response.text(), headers: [...response.headers.keys()].sort(), length: response.headers.get('content-length') })
    const known = await plain(await ask(await someone('known@test.example')))
    const before = await world.prisma.person.count()
    expect(await plain(await ask('nobody@test.example'))).toEqual(known)
    await smtp.next('known@test.example')
    await world.app.mailer.kick()
    expect(smtp.mails.filter(({ envelope }) => envelope.to.includes('nobody@test.example'))).toEqual([])
    expect(await world.prisma.person.count()).toBe(before)
  })

  it('[ACC-2] whom nobody knows yet gives a name, and has an account once the link is opened; the answer is the same', async () => {
    const before = await world.prisma.person.count()
    const ask = (more: object) => world.public.post('accounts/requestLink', { email: 'new@test.example', language: 'ar', ...more } as never)
    const [known, fresh] = [await world.public.post('accounts/requestLink', { email: await someone('old@test.example'), language: 'en', name: 'Another name' }), await ask({ name: 'New Person', apply: 'some-body' })]
    expect([fresh.status, await fresh.text()]).toEqual([known.status, await known.text()])
    expect(await world.prisma.person.count()).toBe(before + 1) // the old one alone
    const mail = await smtp.next('new@test.example')
    expect(mail.text).toContain('/enter?to=/apply/some-body#')
    const newcomer = new Client(world.url)
    await newcomer.command('accounts/openLink', { token: tokenIn(mail.text) })
    const me = await newcomer.query('accounts/me', {})
    expect([me.person?.name, me.person?.language, me.memberships]).toEqual(['New Person', 'ar', []])
    // Whom the house knows keeps the name he has.
    const old = new Client(world.url)
    await old.command('accounts/openLink', { token: tokenIn((await smtp.next('old@test.example')).text) })
    expect((await old.query('accounts/me', {})).person?.name).not.toBe('Another name')
  })

  it('[ACC-2] five times in a quarter of an hour for one address, however it is written', async () => {
    await someone('often@test.example')
    for (const email of ['often@test.example', 'OFTEN@test.example', ' often@test.example', 'Often@Test.Example', 'often@test.example ']) expect((await ask(email)).status).toBe(200)
    const sixth = await ask('often@test.example')
    expect(sixth.status).toBe(429)
    expect(await sixth.json()).toMatchObject({ refused: 'too-often', sentence: expect.stringMatching(/\S+ \S+/) })
    // The same for an address that nobody has.
    for (let time = 0; time < 5; time += 1) expect((await ask('never@test.example')).status).toBe(200)
    expect((await ask('never@test.example')).status).toBe(429)
    expect((await ask(ada)).status).toBe(200)
  })

  it('[ACC-2] is tried again after a failure, arrives once, and its secret is wiped', async () => {
    const email = await someone('again@test.example')
    smtp.refuse(true)
    await ask(email)
    await world.app.mailer.kick()
    expect(smtp.knocks(email)).toBe(1)
    const waiting = await world.prisma.mail.findFirstOrThrow({ where: { to: email } })
    expect(waiting).toMatchObject({ sent: null, tries: 1, params: { token: expect.stringMatching(/^.{43}$/) } })
    await world.app.mailer.kick()
    expect(smtp.knocks(email)).toBe(1)
    smtp.refuse(false)
    world.clock.advance(6_000)
    const mail = await smtp.next(email)
    await world.app.mailer.kick()
    world.clock.advance(24 * 60 * MINUTE)
    await world.app.mailer.kick()
    expect(smtp.mails.filter(({ envelope }) => envelope.to.includes(email))).toHaveLength(1)
    const sent = await world.prisma.mail.findUniqueOrThrow({ where: { id: waiting.id } })
    expect(sent).toMatchObject({ tries: 1, sent: expect.any(Date) })
    expect(sent.params).toEqual({})
    expect(mail.messageId).toBe(`<${waiting.id}@roundtable.example>`)
  })

  it('[ACC-2] is given up after twelve tries, and its secret is wiped', async () => {
    const email = await someone('gone@test.example')
    smtp.refuse(true)
    await ask(email)
    for (let time = 0; time < 15; time += 1) {
      await world.app.mailer.kick()
      world.clock.advance(61 * MINUTE)
    }
    await world.app.mailer.kick()
    smtp.refuse(false)
    expect(smtp.knocks(email)).toBe(12)
    const gone = await world.prisma.mail.findFirstOrThrow({ where: { to: email } })
    expect(gone).toMatchObject({ sent: null, tries: 12 })
    expect(gone.params).toEqual({})
  })

  it('[ACC-2] two mailers on one database send it once', async () => {
    const email = await someone('two@test.example')
    const { startMailer } = await import('../../server/src/accounts/mailer')
    const other = startMailer(world.prisma, world.ports, { port: 0, host: '', dataDir: world.dataDir, demonstration: false, smtpUrl: smtp.url }, () => world.url, LETTERS)
    const now = world.clock.now()
    await world.prisma.mail.create({ data: { id: 'for-two', to: email, template: 'sign-in', language: 'en', params: { token: 'T'.repeat(43), name: 'Two' }, at: now, next: now } })
    await Promise.all([world.app.mailer.kick(), other.kick()])
    await other.stop()
    expect(smtp.mails.filter(({ envelope }) => envelope.to.includes(email))).toHaveLength(1)
  })

  it('[ACC-2] one that is asked for in the last moment of a run does not wait for the next', async () => {
    const email = await someone('last-moment@test.example')
    const { startMailer } = await import('../../server/src/accounts/mailer')
    const now = world.clock.now()
    let asked: Promise<void> | undefined
    // The run has looked for the last time when it asks when to come back.
    const mails = new Proxy(world.prisma.mail, { get(of, name: keyof typeof world.prisma.mail) {
      if (name !== 'findFirst') return Reflect.get(of, name) as unknown
      return async (query: Parameters<typeof of.findFirst>[0]) => {
        const found = await of.findFirst(query)
        if (!asked) {
          await of.create({ data: { id: 'last-moment', to: email, template: 'sign-in', language: 'en', params: { token: 'T'.repeat(43), name: 'Last' }, at: now, next: now } })
          asked = mailer.kick()
        }
        return found
      }
    } })
    const prisma = new Proxy(world.prisma, { get: (of, name) => (name === 'mail' ? mails : Reflect.get(of, name) as unknown) })
    const mailer = startMailer(prisma, world.ports, { port: 0, host: '', dataDir: world.dataDir, demonstration: false, smtpUrl: smtp.url }, () => world.url, LETTERS)
    await mailer.kick()
    await asked
    await mailer.stop()
    expect(smtp.mails.filter(({ envelope }) => envelope.to.includes(email))).toHaveLength(1)
  })

  it.each([
    'ada@test.example\r\nBcc: other@test.example', 'ada@test.example, other@test.example', '"ada, other"@test.example', 'Ada <ada@test.example>', 'ada@test.example\u0000', 'ada', '@test.example', `${'a'.repeat(250)}@test.example`,
  ])('an address such as %j is refused at the gate', async (email) => {
    expect(await world.public.refused('accounts/requestLink', { email, language: 'en' })).toMatchObject({ status: 400, refused: 'malformed' })
  })

  it('what people are called never reaches a header, and no second recipient is smuggled in', async () => {
    const hostile = 'Ada\r\nBcc: other@test.example\r\n\r\n<b>body</b>'
    expect(await world.operator.refused('accounts/nameSecretariat', { email: 'new@test.example', name: hostile })).toMatchObject({ status: 400 })
    const row = { template: 'sign-in', language: 'en', params: { token: 'T'.repeat(43), name: hostile }, at: world.clock.now(), next: world.clock.now() }
    await world.prisma.mail.createMany({ data: [
      { id: 'hostile-name', to: 'header@test.example', ...row },
      { id: 'hostile-address', to: 'victim@test.example\r\nBcc: other@test.example', ...row },
      { id: 'two-addresses', to: 'victim@test.example, other@test.example', ...row },
    ] })
    await world.app.mailer.kick()
    const mail = await smtp.next('header@test.example')
    expect(mail.headers.has('bcc')).toBe(false)
    expect([...mail.headers.keys()].sort()).toEqual(['content-transfer-encoding', 'content-type', 'date', 'from', 'message-id', 'mime-version', 'subject', 'to'])
    expect(smtp.mails.filter(({ envelope }) => envelope.to.length !== 1 || envelope.to.some((to) => to.includes('other@test.example')))).toEqual([])
    await world.prisma.mail.deleteMany({ where: { sent: null } })
  })

  it('leaves no address and no secret in a log line', () => {
    expect(lines.length).toBeGreaterThan(0)
    const secrets = smtp.mails.flatMap(({ text }) => /#([\w-]{43})/.exec(text ?? '')?.[1] ?? [])
    expect(secrets.length).toBeGreaterThan(5)
    for (const line of lines) {
      expect(line).not.toMatch(/@\w+\.example/)
      for (const secret of secrets) expect(line).not.toContain(secret)
    }
  })
})
