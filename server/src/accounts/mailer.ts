// Sends what waits in the mail table: after the commit, again after a failure, once each; then wipes the secret.
import { createTransport, type Transporter } from 'nodemailer'
import type { Config } from '../platform/config'
import type { Ports } from '../platform/ports'
import type { PrismaClient } from '../generated/prisma/client'
import { letterFor } from './letters'
import { putMail } from './outbox'

const FROM = 'Roundtable <secretariat@roundtable.invalid>'
const MOST_TRIES = 12

export interface Mailer { kick(): Promise<void>; stop(): Promise<void> }

export function startMailer(prisma: PrismaClient, ports: Ports, config: Config, origin: () => string): Mailer {
  const smtp: Transporter | undefined = config.smtpUrl ? createTransport(config.smtpUrl) : undefined
  const files = createTransport({ streamTransport: true, buffer: true })
  let cancel = () => {}
  let running: Promise<void> | undefined
  let again = false
  let stopped = false

  async function send(mail: { id: string; to: string; template: string; language: string; params: unknown; at: Date }): Promise<void> {
    const letter = letterFor(mail.template, mail.language, mail.params as Record<string, string>, origin())
    const message = { from: FROM, to: mail.to, ...letter, messageId: `<${mail.id}@roundtable.invalid>` }
    if (smtp) await smtp.sendMail(message)
    else {
      const { message: raw } = await files.sendMail(message)
      await putMail(config.dataDir, { id: mail.id, to: mail.to, ...letter, at: mail.at.toISOString() }, raw as Buffer)
    }
  }

  async function work(): Promise<void> {
    do {
      again = false
      const now = ports.clock.now()
      const waiting = await prisma.mail.findMany({ where: { sent: null, next: { lte: now }, tries: { lt: MOST_TRIES } }, orderBy: { at: 'asc' }, take: 20 })
      for (const mail of waiting) {
        if (stopped) return
        try {
          await send(mail)
          await prisma.mail.update({ where: { id: mail.id }, data: { sent: ports.clock.now(), params: {} } })
        } catch (error) {
          const wait = Math.min(60 * 60_000, 5_000 * 2 ** mail.tries)
          ports.log.warn({ mail: mail.id, error: error instanceof Error ? error.message : String(error) }, 'a mail could not be sent; it will be tried again')
          await prisma.mail.update({ where: { id: mail.id }, data: { tries: mail.tries + 1, next: new Date(now.getTime() + wait) } })
        }
        again = true
      }
    } while (again)
    const next = await prisma.mail.findFirst({ where: { sent: null, tries: { lt: MOST_TRIES } }, orderBy: { next: 'asc' } })
    cancel()
    cancel = next ? ports.clock.at(next.next, () => void kick()) : () => {}
  }

  function kick(): Promise<void> {
    if (stopped) return Promise.resolve()
    again = true
    running ??= work().catch((error: unknown) => ports.log.error({ error }, 'mails wait: the database did not answer')).finally(() => { running = undefined })
    return running
  }

  return { kick, async stop() { stopped = true; cancel(); await running; smtp?.close() } }
}
