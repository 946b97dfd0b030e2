// The acts on outcomes that go from body to body: forwarded at home; taken up or noted where they came.
import { isRefusal, refuse, type Refusal } from '@roundtable/shared/base/refusal'
import { forward, settle, type Arrival } from '@roundtable/shared/outcomes/forwarding.rules'
import { carryOver, citedWith, type Carried } from '@roundtable/shared/papers/origin.rules'
import { makePaper, reviseFigure } from '@roundtable/shared/papers/papers.rules'
import { seedPaper } from '@roundtable/shared/papers/schema'
import type { Draft } from '@roundtable/shared/record/draft'
import { roundtablesOf } from '../bodies/bodies.db'
import type { Commands, House } from '../gate/handler'
import { bodyOf, loadState } from '../platform/record.db'
import type { Db } from '../platform/prisma'
import type { Unit } from '../platform/unit'
import { correctedSince } from '../survey/survey.figures'
import { LEARN_FATE } from './fate'
import { ARRIVE } from './outcomes.due'
import { sourceOf } from './source'

const ofArrival = {
  body: ({ arrival }: { arrival: string }, db: Db) => bodyOf(db, 'arrival', arrival), about: 'arrival' as const,
  target: async (unit: Unit, { arrival }: { arrival: string }) => ((await unit.load('arrival', arrival)) ? {} : undefined),
}

/** Each figure as it was adopted and, if the Survey was corrected since, what it says now: an open paper follows the Survey. */
async function figuresIn(unit: Unit, carried: Carried, paper: string): Promise<Draft[]> {
  const corrected = await correctedSince(unit.tx, carried.citations)
  return [...citedWith(carried), ...corrected.flatMap(({ asked, now }) => reviseFigure({ id: paper, stage: 'draft' }, asked, now))]
}

const originOf = ({ id, from, symbol, sha256, issued }: Arrival) => ({ arrival: id, body: from, symbol, sha256, issued })

export const forwardingCommands = ({ ports, documents }: House): Pick<Commands<'outcomes'>, 'forward' | 'takeUp' | 'takeNote'> => ({
  forward: {
    body: ({ outcome }, db) => bodyOf(db, 'outcome', outcome), about: 'outcome',
    target: async (unit, { outcome }) => ((await unit.load('outcome', outcome)) ? {} : undefined),
    async run({ unit, record }, { outcome, to }) {
      const home = (await unit.load('body', unit.body!))!
      // Another body's, whose lock is not held: only what its founding says is read of it.
      const there = await loadState(unit.tx, 'body', to)
      if (!there) return refuse('unknown')
      const belongs = home.state !== undefined && (await roundtablesOf(unit.tx, home.state)).some(({ id }) => id === to)
      const forwarding = ports.id()
      const decided = forward((await unit.load('outcome', outcome))!, home, there, belongs, forwarding)
      if (isRefusal(decided)) return decided
      await record(decided)
      await unit.dueInAll(ARRIVE, forwarding, [to])
      return { forwarding }
    },
  },
  takeUp: {
    ...ofArrival,
    async run({ unit, record }, { arrival }) {
      const state = (await unit.load('arrival', arrival))!
      const [paper, document] = [ports.id(), ports.id()]
      const settled = settle(state, { how: 'taken-up', paper })
      if (isRefusal(settled)) return settled
      const source = await sourceOf(unit.tx, documents, state.sha256)
      if (!source) return refuse('text-damaged')
      const carried = carryOver(source.paragraphs, source.frozen.figures, { body: unit.body!, paper, at: unit.at }, ports.id)
      const { title, kind, language } = state
      await documents.create(unit.tx, { document, kind: 'paper', owner: paper, body: unit.body! }, (doc) => seedPaper(doc, carried.text))
      await record([...makePaper(paper, { title, kind, language, document, origin: originOf(state) }), ...await figuresIn(unit, carried, paper), ...settled])
      await unit.dueInAll(LEARN_FATE, arrival, [state.from.id])
      return { paper, document }
    },
  },
  takeNote: {
    ...ofArrival,
    async run({ unit, record }, { arrival }): Promise<Record<string, never> | Refusal> {
      const state = (await unit.load('arrival', arrival))!
      const settled = settle(state, { how: 'noted' })
      if (isRefusal(settled)) return settled
      await record(settled)
      await unit.dueInAll(LEARN_FATE, arrival, [state.from.id])
      return {}
    },
  },
})
