// The first start: the installation's record is opened, the carried Survey editions are imported, by the system.
import { INSTALLATION } from '@roundtable/shared/base/ids'
import { openInstallation } from '@roundtable/shared/accounts/accounts.rules'
import type { PrismaClient } from '../generated/prisma/client'
import { importCarried } from '../survey/survey.carried'
import { makeLink, OPERATOR_ADDRESS } from '../accounts/sessions.db'
import { loadState } from './record.db'
import type { Ports } from './ports'
import { Unit } from './unit'

/** What is new: whether it was opened just now, and which editions came in. Repeatable. */
export async function prepareInstallation(prisma: PrismaClient, ports: Ports, root: string, demonstration: boolean): Promise<{ opened: boolean; editions: number }> {
  return prisma.$transaction(async (tx) => {
    const unit = new Unit(tx, ports, ports.clock.now(), INSTALLATION)
    await unit.lock()
    const opened = (await loadState(tx, 'installation', INSTALLATION)) === undefined
    if (opened) await unit.record(openInstallation(demonstration), { system: true })
    const editions = await importCarried(tx, root, unit.now)
    await unit.record(editions, { system: true })
    await unit.flush()
    return { opened, editions: editions.length }
  }, { maxWait: 60_000, timeout: 60_000 })
}

/** A name that no other installation has: the hash of the first link of its record. */
export const nameOfInstallation = async (prisma: PrismaClient): Promise<string> => (await prisma.event.findUniqueOrThrow({ where: { body_seq: { body: INSTALLATION, seq: 1 } }, select: { hash: true } })).hash.slice(0, 16)

/** Was this database opened as a demonstration? Asked once, at the start. */
export const isDemonstration = async (prisma: PrismaClient): Promise<boolean> => (await loadState(prisma, 'installation', INSTALLATION))?.demonstration ?? false

/** Can nobody operate: none was named, or those who were have neither an open session nor an address that a link can be mailed to? */
async function nobodyOperates(prisma: PrismaClient, now: Date): Promise<boolean> {
  const operators = (await loadState(prisma, 'installation', INSTALLATION))?.operators.map(({ person }) => person) ?? []
  if ((await prisma.person.count({ where: { id: { in: operators }, email: { not: OPERATOR_ADDRESS } } })) > 0) return false
  return (await prisma.session.count({ where: { person: { in: operators }, ended: null, expires: { gt: now } } })) === 0
}

/** ACC-7: while nobody operates the installation, a one-use link, valid for a day; earlier ones are void. */
export async function operatorLink(prisma: PrismaClient, ports: Ports): Promise<string | undefined> {
  const now = ports.clock.now()
  if (!(await nobodyOperates(prisma, now))) return undefined
  return prisma.$transaction(async (tx) => {
    await tx.link.updateMany({ where: { purpose: 'operator', used: null, revoked: null }, data: { revoked: now } })
    return (await makeLink(tx, ports, { purpose: 'operator' }, now)).token
  })
}
