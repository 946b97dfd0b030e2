// Mails as files, where no mail server is named: data/outbox, readable by any mail program, and a page in the demonstration.
import { mkdir, readdir, readFile, rename, writeFile } from 'node:fs/promises'
import { join } from 'node:path'

export interface OutboxMail { id: string; to: string; subject: string; text: string; at: string }

const folder = (dataDir: string) => join(dataDir, 'outbox')

/** `raw` is the whole message; the .json beside it is what the page of the demonstration shows. */
export async function putMail(dataDir: string, mail: OutboxMail, raw: Buffer): Promise<void> {
  await mkdir(folder(dataDir), { recursive: true, mode: 0o700 })
  const name = join(folder(dataDir), `${mail.at.replace(/\D/g, '')}-${mail.id}`)
  await writeFile(`${name}.eml`, raw, { mode: 0o600 })
  // Moved into place when whole: the page may be read at this moment.
  await writeFile(`${name}.part`, JSON.stringify(mail), { mode: 0o600 })
  await rename(`${name}.part`, `${name}.json`)
}

/** Newest first, fifty at most. */
export async function outboxMails(dataDir: string): Promise<OutboxMail[]> {
  const names = await readdir(folder(dataDir)).catch(() => [] as string[])
  const newest = names.filter((name) => name.endsWith('.json')).sort().reverse().slice(0, 50)
  return Promise.all(newest.map(async (name) => JSON.parse(await readFile(join(folder(dataDir), name), 'utf8')) as OutboxMail))
}
