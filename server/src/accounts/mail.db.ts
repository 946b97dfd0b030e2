// The mails that wait. Claimed before they are sent, so that of two instances one sends; one that died in sending is followed up.
import type { PrismaClient } from '../generated/prisma/client'

export interface WaitingMail { id: string; to: string; template: string; language: string; params: unknown; at: Date; next: Date; tries: number }

export const MOST_TRIES = 12
const LEASE = 5 * 60_000
const FIRST_WAIT = 5_000
const LONGEST_WAIT = 60 * 60_000

export const waitingMails = (prisma: PrismaClient, now: Date): Promise<WaitingMail[]> =>
  prisma.mail.findMany({ where: { sent: null, next: { lte: now }, tries: { lt: MOST_TRIES } }, orderBy: { at: 'asc' }, take: 20 })

/** True for one of all that try. */
export async function claimMail(prisma: PrismaClient, mail: WaitingMail, now: Date): Promise<boolean> {
  const { count } = await prisma.mail.updateMany({ where: { id: mail.id, sent: null, next: mail.next, tries: mail.tries }, data: { next: new Date(now.getTime() + LEASE) } })
  return count === 1
}

/** Sent: the secret goes. */
export async function sentMail(prisma: PrismaClient, id: string, now: Date): Promise<void> {
  await prisma.mail.update({ where: { id }, data: { sent: now, params: {} } })
}

/** Later again, each time twice as late; given up at last, and then the secret goes as well. */
export async function failMail(prisma: PrismaClient, { id, tries }: WaitingMail, now: Date): Promise<void> {
  const next = new Date(now.getTime() + Math.min(LONGEST_WAIT, FIRST_WAIT * 2 ** tries))
  await prisma.mail.update({ where: { id }, data: { tries: tries + 1, next, ...(tries + 1 >= MOST_TRIES ? { params: {} } : {}) } })
}

export async function nextMail(prisma: PrismaClient): Promise<Date | undefined> {
  return (await prisma.mail.findFirst({ where: { sent: null, tries: { lt: MOST_TRIES } }, orderBy: { next: 'asc' }, select: { next: true } }))?.next
}
