// What the system does with forwarded texts: each arrives at the other body under that body's lock, and home learns what became of it under its own.
import { learnFates, receive, refOf } from '@roundtable/shared/outcomes/forwarding.rules'
import type { Documents } from '../documents/documents'
import type { DueWork } from '../platform/due'
import { loadState } from '../platform/record.db'
import { LEARN_FATE } from './fate'
import { outcomeOfPaper, receiversOf } from './outcomes.db'
import { sourceOf } from './source'

export const ARRIVE = 'forwarded-text'

/** OUT-7. The forwarding was committed before this was due; what it says of itself never changes, so only this body's lock is needed. */
export const forwardedText = (documents: Pick<Documents, 'text'>): DueWork => async (unit, ref) => {
  if (await unit.load('arrival', ref)) return []
  const sent = (await loadState(unit.tx, 'forwarding', ref))!
  const source = await sourceOf(unit.tx, documents, sent.sha256)
  if (!source) throw new Error(`${sent.symbol} was forwarded, and its text does not agree with its digest`)
  await unit.dueInAll(LEARN_FATE, ref, [sent.body])
  const home = (await loadState(unit.tx, 'body', sent.body))!
  const params = { arrival: ref, table: unit.body!, symbol: sent.symbol, title: sent.title, from: JSON.stringify(refOf(home)), to: JSON.stringify(sent.to) }
  await unit.mailAll((await receiversOf(unit.tx, unit.body!)).map(({ email, name, language }) => ({ to: email, template: 'text-arrived', language, params: { ...params, name } })))
  return receive(sent, home, { kind: source.frozen.kind, issued: source.frozen.published })
}

/** OUT-10. Whatever stands there by now is learned; each step there asks for this anew, so the last one is never missed. */
export const fateOfText: DueWork = async (unit, ref) => {
  const arrived = await loadState(unit.tx, 'arrival', ref)
  const taken = arrived?.settled?.paper
  const paper = taken === undefined ? undefined : await loadState(unit.tx, 'paper', taken)
  const outcome = paper?.stage === 'published' ? await outcomeOfPaper(unit.tx, paper.id) : undefined
  return learnFates((await unit.load('forwarding', ref))!, { arrived, paper, outcome })
}
