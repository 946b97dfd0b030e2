// Sends what waits in the mail table: after the commit, again after a failure; then wipes the secret.
import { createTransport, type Transporter } from 'nodemailer'
import type { Config } from '../platform/config'
import { sender, writeLetter, type Letters } from '../platform/letters'
import type { Ports } from '../platform/ports'
import type { PrismaClient } from '../generated/prisma/client'
import { claimMail, failMail, MOST_TRIES, nextMail, sentMail, waitingMails, type WaitingMail } from './mail.db'
import { putMail } from './outbox'

/** A mail server that does not answer must hold up neither the next mail nor the end of the process. */
const PATIENCE = { connectionTimeout: 10_000, greetingTimeout: 10_000, socketTimeout: 20_000 }
const LAST_WORD = 5_000
const AGAIN = 60_000

export interface Mailer { kick(): Promise<void>; stop(): Promise<void> }

export function startMailer(prisma: PrismaClient, ports: Ports, config: Config, origin: () => string, letters: Letters): Mailer {
  const smtp: Transporter | undefined = config.smtpUrl ? createTransport({ ...PATIENCE, url: config.smtpUrl }) : undefined
  const files = createTransport({ streamTransport: true, buffer: true })
  const from = sender(config)
  let cancel = () => {}
  let running: Promise<void> | undefined
  let again = false
  let stopped = false

  async function send(mail: WaitingMail): Promise<void> {
    const { calendar, stop, ...letter } = writeLetter(letters, mail.template, mail.language, { params: mail.params as Record<string, string>, origin: origin(), from, to: mail.to, at: mail.at })
    const message = { from, to: { name: '', address: mail.to }, ...letter, ...(calendar ? { icalEvent: { filename: 'meeting.ics', ...calendar } } : {}), ...(stop ? { headers: { 'List-Unsubscribe': `<${stop}>`, 'List-Unsubscribe-Post': 'List-Unsubscribe=One-Click' } } : {}), messageId: `<${mail.id}@${from.address.split('@').at(-1) ?? 'localhost'}>` }
    if (smtp) return void (await smtp.sendMail(message))
    const { message: raw } = await files.sendMail(message)
    await putMail(config.dataDir, { id: mail.id, to: mail.to, ...letter, at: mail.at.toISOString() }, raw as Buffer)
  }

  /** The reason by its codes: what mail servers say in words may name the address. */
  async function one(mail: WaitingMail): Promise<void> {
    if (!(await claimMail(prisma, mail, ports.clock.now()))) return
    try {
      await send(mail)
    } catch (error) {
      const { code, responseCode } = error as { code?: string; responseCode?: number }
      ports.log.warn({ mail: mail.id, tries: mail.tries + 1, code, responseCode }, mail.tries + 1 < MOST_TRIES ? 'a mail could not be sent; it will be tried again' : 'a mail could not be sent; it is given up')
      return failMail(prisma, mail, ports.clock.now())
    }
    await sentMail(prisma, mail.id, ports.clock.now())
  }

  async function work(): Promise<void> {
    do {
      again = false
      for (const mail of await waitingMails(prisma, ports.clock.now())) {
        if (stopped) return
        await one(mail)
        again = true
      }
    } while (again)
    const next = await nextMail(prisma)
    // Another server may have written it, and be gone.
    waitUntil(config.redisUrl ? new Date(Math.min(next?.getTime() ?? Infinity, ports.clock.now().getTime() + AGAIN)) : next)
  }

  function waitUntil(time: Date | undefined): void {
    cancel()
    cancel = time && !stopped ? ports.clock.at(time, () => void kick()) : () => {}
  }

  function kick(): Promise<void> {
    if (stopped) return Promise.resolve()
    again = true
    running ??= work().catch((error: unknown) => {
      ports.log.error({ error }, 'mails wait: the database did not answer; trying again in a minute')
      waitUntil(new Date(ports.clock.now().getTime() + AGAIN))
    }).finally(() => { running = undefined }).then(() => (again ? kick() : undefined)) // asked for in its last moment
    return running
  }

  return {
    kick,
    async stop() {
      stopped = true
      cancel()
      await Promise.race([running, new Promise((done) => setTimeout(done, LAST_WORD).unref())])
      smtp?.close()
    },
  }
}
