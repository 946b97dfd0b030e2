// People, their sessions and mailed links: only digests of what they carry are kept.
import { INSTALLATION } from '@roundtable/shared/base/ids'
import { sha256 } from '../platform/chain'
import type { Ports } from '../platform/ports'
import type { PrismaClient } from '../generated/prisma/client'
import type { Db, Tx } from '../platform/prisma'

const DAY = 24 * 60 * 60 * 1000
/** A session lasts thirty days, a sign-in link an hour, an invitation fourteen days, an operator's first link a day. */
export const LASTS = { session: 30 * DAY, 'sign-in': 60 * 60 * 1000, invitation: 14 * DAY, operator: DAY }
/** Who opens the printed link has no address that mails reach: they come back by another printed link. */
export const OPERATOR_ADDRESS = 'operator@installation.invalid'
export type Purpose = 'sign-in' | 'invitation' | 'operator'
export interface NewLink { purpose: Purpose; email?: string; name?: string; body?: string; place?: object }

export async function openSession(tx: Tx, ports: Ports, person: string, device: string, now: Date): Promise<{ token: string; expires: Date }> {
  const token = ports.token()
  const expires = new Date(now.getTime() + LASTS.session)
  await tx.session.create({ data: { id: ports.id(), token: sha256(token), person, device: device.slice(0, 200), at: now, seen: now, expires } })
  return { token, expires }
}

/** Ends a session of that person; the id of what ended, if any did. */
export async function endSession(tx: Tx, person: string, session: string, now: Date): Promise<string | undefined> {
  const { count } = await tx.session.updateMany({ where: { id: session, person, ended: null }, data: { ended: now } })
  return count > 0 ? session : undefined
}

/** When a session was last used, to five minutes: written seldom. */
export async function sessionSeen(db: PrismaClient, session: string, now: Date): Promise<void> {
  await db.session.updateMany({ where: { id: session, seen: { lt: new Date(now.getTime() - 5 * 60_000) } }, data: { seen: now } })
}

export async function makeLink(tx: Tx, ports: Ports, link: NewLink, now: Date): Promise<{ id: string; token: string; expires: Date }> {
  const token = ports.token()
  const id = ports.id()
  const expires = new Date(now.getTime() + LASTS[link.purpose])
  await tx.link.create({ data: { id, token: sha256(token), ...link, at: now, expires } })
  return { id, token, expires }
}

export const linkBy = (db: Db, token: string) => db.link.findUnique({ where: { token: sha256(token) } })

/** Uses a link: true for exactly one of all that try. */
export async function useLink(tx: Tx, id: string, now: Date): Promise<boolean> {
  return (await tx.link.updateMany({ where: { id, used: null, revoked: null }, data: { used: now } })).count === 1
}

export async function personFor(tx: Tx, ports: Ports, email: string, name: string, language: string, now: Date) {
  return tx.person.upsert({ where: { email }, update: {}, create: { id: ports.id(), email, name, language, at: now } })
}

/** The bodies in which a person holds any role. */
export async function bodiesOf(db: Db, person: string): Promise<string[]> {
  return [...new Set((await db.membership.findMany({ where: { person }, select: { body: true } })).map((row) => row.body))]
}

export const personByEmail = (db: Db, email: string) => db.person.findUnique({ where: { email } })
export const emailOf = async (db: Db, person: string): Promise<string | undefined> => (await db.person.findUnique({ where: { id: person }, select: { email: true } }))?.email
export const ownerOf = async (db: Db, session: string): Promise<string | undefined> => (await db.session.findUnique({ where: { id: session }, select: { person: true } }))?.person

export async function saveProfile(tx: Tx, person: string, profile: { name: string; language: string }): Promise<void> {
  await tx.person.update({ where: { id: person }, data: profile })
}

/** Does the person hold a place at any body's table? */
export const isPlaced = async (db: Db, person: string): Promise<boolean> => (await db.membership.count({ where: { person, body: { not: INSTALLATION } } })) > 0

export const openSessionsOf = (db: Db, person: string, now: Date) =>
  db.session.findMany({ where: { person, ended: null, expires: { gt: now } }, orderBy: { at: 'desc' }, take: 100 })
