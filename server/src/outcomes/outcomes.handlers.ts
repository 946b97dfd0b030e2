// What the outcomes' command and queries do.
import { isRefusal, refuse } from '@roundtable/shared/base/refusal'
import { refOf } from '@roundtable/shared/outcomes/forwarding.rules'
import { nextNumber, publish, symbolOf, type Outcome } from '@roundtable/shared/outcomes/outcomes.rules'
import { roundtablesFor } from '../bodies/bodies.db'
import type { Handlers, House } from '../gate/handler'
import { citationsOf } from '../papers/papers.db'
import { readText } from '../papers/text'
import { bodyOf, loadState } from '../platform/record.db'
import { tellHome } from './fate'
import { forwardingCommands } from './forwarding.handlers'
import { freeze } from './freeze'
import { frozenText, keepFrozen, outcomeBySymbol, outcomesOf, symbolsOf } from './outcomes.db'

const out = ({ id, body, paper, symbol, title, language, at, sha256 }: Outcome) => ({ id, body, paper, symbol, title, language, at, sha256 })

export const outcomesHandlers = (house: House): Handlers<'outcomes'> => ({
  commands: {
    publish: {
      body: ({ paper }, db) => bodyOf(db, 'paper', paper), about: 'paper',
      document: async ({ paper }, db) => (await loadState(db, 'paper', paper))?.document,
      target: async (unit, { paper }) => ((await unit.load('paper', paper)) ? {} : undefined),
      async run({ unit, held, record }, { paper, symbol }) {
        const state = (await unit.load('paper', paper))!
        const body = (await unit.load('body', state.body))!
        const year = unit.now.getUTCFullYear()
        const outcome = house.ports.id()
        // The rules refuse first: only an adopted text is ever frozen.
        const allowed = publish(state, body.symbol, year, outcome, { symbol, sha256: '0'.repeat(64) })
        if (isRefusal(allowed)) return allowed
        const frozen = freeze(state, body, readText(held!.doc).paragraphs, await citationsOf(unit.tx, paper), symbol, unit.at)
        const decided = publish(state, body.symbol, year, outcome, { symbol, sha256: frozen.sha256 })
        if (isRefusal(decided)) return decided
        await keepFrozen(unit.tx, frozen)
        await record(decided)
        await tellHome(unit, state)
        return { outcome, symbol, sha256: frozen.sha256 }
      },
    },
    forward: forwardingCommands(house).forward,
    takeUp: forwardingCommands(house).takeUp,
    takeNote: forwardingCommands(house).takeNote,
  },
  queries: {
    list: {
      body: ({ body }, db) => bodyOf(db, 'body', body),
      run: async ({ db }, { body }) => ({ outcomes: (await outcomesOf(db, body)).map(out) }),
    },
    read: {
      async run({ db }, { symbol }) {
        const found = await outcomeBySymbol(db, symbol)
        const canonical = found && await frozenText(db, found.sha256)
        return found && canonical ? { ...out(found), canonical } : refuse('unknown')
      },
    },
    destinations: {
      body: ({ body }, db) => bodyOf(db, 'body', body),
      async run({ db }, { body }) {
        const home = await loadState(db, 'body', body)
        return home ? { bodies: (await roundtablesFor(db, home)).map(refOf) } : refuse('unknown')
      },
    },
    nextSymbol: {
      body: ({ body }, db) => bodyOf(db, 'body', body),
      async run({ db }, { body }) {
        const state = await loadState(db, 'body', body)
        if (!state) return refuse('unknown')
        const year = house.ports.clock.now().getUTCFullYear()
        return { symbol: symbolOf(state.symbol, year, nextNumber(state.symbol, year, await symbolsOf(db, `${state.symbol}/${year}/`))) }
      },
    },
  },
})
