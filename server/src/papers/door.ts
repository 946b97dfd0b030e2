// The papers' door to their live documents: who may read and write the text now. Documents know no more of papers than this.
import { isRefusal, refuse, type RefusalId } from '@roundtable/shared/base/refusal'
import { audienceOf } from '@roundtable/shared/permissions/audience-of'
import { may } from '@roundtable/shared/permissions/may'
import { isOpen } from '@roundtable/shared/papers/papers.rules'
import { sees } from '@roundtable/shared/record/audience'
import { nameOf } from '@roundtable/shared/survey/states'
import type { Admission } from '../documents/documents'
import { gateOf } from '../documents/gate.db'
import { loadActor } from '../gate/actor'
import type { Clock } from '../platform/ports'
import { loadState } from '../platform/record.db'
import type { PrismaClient } from '../generated/prisma/client'

export interface Credentials { token?: string; onInstruction: boolean }

export function papersDoor(prisma: PrismaClient, clock: Clock) {
  return async (document: string, { token, onInstruction }: Credentials): Promise<Admission> => {
    const gate = await gateOf(prisma, document)
    const actor = await loadActor(prisma, token, gate?.body, clock.now())
    if (!actor.person) return { read: false, refused: 'not-signed-in' }
    const paper = gate ? await loadState(prisma, 'paper', gate.owner) : undefined
    if (!paper || !sees(audienceOf(actor, paper.body), 'table')) return { read: false, refused: 'unknown' }
    const read = may('papers/join', actor)
    if (isRefusal(read)) return { read: false, refused: read.refused }
    const write = may('papers/write', actor, { drafters: paper.drafters }, onInstruction)
    const allowed = isRefusal(write) ? read : write
    const seat = allowed.seat ? await loadState(prisma, 'seat', allowed.seat) : undefined
    const why: RefusalId | undefined = isRefusal(write) ? write.refused : isOpen(paper) ? undefined : refuse('paper-closed').refused
    return {
      read: true, write: why === undefined, ...(why ? { why } : {}),
      who: {
        person: actor.person.id, name: actor.person.name, session: actor.session!,
        ...(seat ? { seat: seat.id, group: seat.group, delegation: seat.group === 'national-government' && seat.iso3 ? nameOf(seat.iso3, 'en') : seat.organisation } : {}),
        ...(!isRefusal(write) && write.onInstruction ? { onInstruction: true } : {}),
      },
    }
  }
}
