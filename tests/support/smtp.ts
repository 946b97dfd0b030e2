// A real mail server: takes what is sent to it, or refuses as told.
import type { AddressInfo } from 'node:net'
import { simpleParser, type ParsedMail } from 'mailparser'
import { SMTPServer } from 'smtp-server'

export interface Mail extends ParsedMail { raw: string; envelope: { from: string; to: string[] } }
export interface MailServer {
  url: string
  mails: Mail[]
  /** how often a mail for that address came to the door, refused ones too */
  knocks(to: string): number
  refuse(yes: boolean): void
  /** the next mail to that address that was not asked for before */
  next(to: string): Promise<Mail>
  close(): Promise<void>
}

export async function mailServer(): Promise<MailServer> {
  const mails: Mail[] = []
  const given = new Set<Mail>()
  let waiting: (() => void)[] = []
  let refusing = false
  const knocked: string[] = []
  const server = new SMTPServer({
    authOptional: true, disabledCommands: ['AUTH', 'STARTTLS'], logger: false,
    onRcptTo({ address }, _session, answer) {
      knocked.push(address)
      // What mail servers say in words often names the address.
      answer(refusing ? Object.assign(new Error(`451 no mail for somebody@secret.example now`), { responseCode: 451 }) : null)
    },
    onData(stream, session, answer) {
      const chunks: Buffer[] = []
      stream.on('data', (chunk: Buffer) => chunks.push(chunk)).on('end', () => {
        const raw = Buffer.concat(chunks).toString('utf8')
        const { mailFrom, rcptTo } = session.envelope
        void simpleParser(raw).then((parsed) => {
          mails.push({ ...parsed, raw, envelope: { from: mailFrom ? mailFrom.address : '', to: rcptTo.map(({ address }) => address) } })
          answer(null)
          for (const look of waiting.splice(0)) look()
        })
      })
    },
  })
  server.on('error', () => {})
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done))
  return {
    url: `smtp://127.0.0.1:${(server.server.address() as AddressInfo).port}`, mails,
    knocks: (to) => knocked.filter((address) => address === to).length,
    refuse(yes) { refusing = yes },
    async next(to) {
      for (;;) {
        const found = mails.find((mail) => !given.has(mail) && mail.envelope.to.includes(to))
        if (found) { given.add(found); return found }
        await new Promise<void>((come) => { waiting = [...waiting, come] })
      }
    },
    close: () => new Promise((done) => server.close(() => done())),
  }
}

export const tokenIn = (text: string | undefined): string => {
  const found = /\/enter(?:\?[^\s#]*)?#([A-Za-z0-9_-]{43})(?![A-Za-z0-9_-])/.exec(text ?? '')?.[1]
  if (!found) throw new Error(`no link in: ${text}`)
  return found
}
