// What the meetings' commands and questions do.
import { isRefusal, refuse, type Refusal } from '@roundtable/shared/base/refusal'
import { isLanguage } from '@roundtable/shared/base/languages'
import { instantOf } from '@roundtable/shared/base/zones'
import type { Body } from '@roundtable/shared/bodies/body.rules'
import { keepsFiles } from '@roundtable/shared/meetings/file.rules'
import { callMeeting, cancelMeeting, changeMeeting, closeMeeting, moveToItem, openMeeting, resumeMeeting, setAgenda, suspendMeeting, timely, type AgendaItem, type Meeting, type Schedule } from '@roundtable/shared/meetings/meeting.rules'
import type { Draft } from '@roundtable/shared/record/draft'
import type { Act, Handlers, House } from '../gate/handler'
import { bodyOf, loadState } from '../platform/record.db'
import { sayFor } from '../platform/say'
import type { Unit } from '../platform/unit'
import { calendarFile } from './announcement'
import { attendanceCommands, attendanceQueries } from './attendance.handlers'
import { fileCommands, fileQueries, filesOf } from './files.handlers'
import { forgetAttended, meetingsOf, nextNumber } from './meetings.db'
import { notify } from './notice'
import { ofMeeting, recordOr, stateOf, type Asked } from './of-meeting'

/** MEE-6: the papers of an item are the body's own. */
async function itemsFrom(unit: Unit, items: (Omit<AgendaItem, 'id'> & { id?: string })[]): Promise<AgendaItem[] | Refusal> {
  const papers = [...new Set(items.flatMap((item) => item.papers))]
  if (papers.length > 0 && (await unit.loadMany('paper', papers)).length !== papers.length) return refuse('unknown')
  const ids = items.map(({ id }) => id).filter((id) => id !== undefined)
  if (new Set(ids).size !== ids.length) return refuse('malformed')
  return items.map(({ id, title, minutes, papers }) => ({ id: id ?? unit.ports.id(), title, minutes, papers: [...new Set(papers)] }))
}

type Wished = Omit<Schedule, 'starts'> & { starts: string }
/** What was wished on the wall of the place, as an instant; optional fields only where they are. */
function scheduleFrom({ title, starts, minutes, zone, place, online }: Wished, now: Date): Schedule | Refusal {
  const instant = instantOf(starts, zone)
  const wrong = timely(instant, now, { place, online })
  return wrong ?? { starts: instant!.toISOString(), minutes, zone, online, ...(title ? { title } : {}), ...(place ? { place } : {}) }
}

const stage = (decide: (state: Meeting, now: Date) => Draft[] | Refusal) => ({
  ...ofMeeting,
  run: async (act: Act, input: Asked) => recordOr(act, decide(await stateOf(act, input), act.unit.now), {}),
})

const line = ({ id, number, title, starts, minutes, zone, mode, stage, place, online }: Meeting) => ({ id, number, starts, minutes, zone, mode, stage, online, ...(title ? { title } : {}), ...(place ? { place } : {}) })
const PAGE = 50

export const meetingsHandlers = ({ ports, config, origin }: House): Handlers<'meetings'> => ({
  commands: {
    callMeeting: {
      body: ({ body }, db) => bodyOf(db, 'body', body), about: 'body',
      async run(act, { body, mode, items, ...wished }) {
        const schedule = scheduleFrom(wished, act.unit.now)
        if (isRefusal(schedule)) return schedule
        const agenda = await itemsFrom(act.unit, items)
        if (isRefusal(agenda)) return agenda
        const id = ports.id()
        await act.record(callMeeting(id, { ...schedule, mode, number: await nextNumber(act.unit.tx, body) }, agenda))
        await notify(act.unit, 'called', (await act.unit.load('meeting', id))!, (await act.unit.load('body', body)) as Body)
        return { meeting: id }
      },
    },
    changeMeeting: {
      ...ofMeeting,
      async run(act, { meeting, version, ...wished }) {
        const schedule = scheduleFrom(wished, act.unit.now)
        if (isRefusal(schedule)) return schedule
        const decided = changeMeeting(await stateOf(act, { meeting }), version, schedule)
        if (isRefusal(decided)) return decided
        await act.record(decided)
        await notify(act.unit, 'changed', await stateOf(act, { meeting }), (await act.unit.load('body', act.unit.body!)) as Body)
        return {}
      },
    },
    cancelMeeting: {
      ...ofMeeting,
      async run(act, { meeting, reason }) {
        const decided = cancelMeeting(await stateOf(act, { meeting }), reason)
        if (isRefusal(decided)) return decided
        await act.record(decided)
        await notify(act.unit, 'cancelled', await stateOf(act, { meeting }), (await act.unit.load('body', act.unit.body!)) as Body)
        return {}
      },
    },
    setAgenda: {
      ...ofMeeting,
      async run(act, { meeting, version, items }) {
        const state = await stateOf(act, { meeting })
        // An id that is not in the agenda was never given.
        if (items.some(({ id }) => id !== undefined && !state.agenda.some((item) => item.id === id))) return refuse(version === state.version ? 'unknown' : 'meeting-moved')
        const agenda = await itemsFrom(act.unit, items)
        if (isRefusal(agenda)) return agenda
        const gone = state.agenda.some(({ id }) => !agenda.some((item) => item.id === id))
        const kept = gone ? keepsFiles(agenda, await filesOf(act.unit.tx, meeting)) : undefined
        return kept ?? recordOr(act, setAgenda(state, version, agenda), {})
      },
    },
    openMeeting: stage(openMeeting),
    suspendMeeting: stage(suspendMeeting),
    resumeMeeting: stage(resumeMeeting),
    closeMeeting: {
      ...ofMeeting,
      async run(act, { meeting }) {
        const decided = closeMeeting(await stateOf(act, { meeting }))
        if (isRefusal(decided)) return decided
        await forgetAttended(act.unit.tx, meeting)
        return recordOr(act, decided, {})
      },
    },
    moveToItem: { ...ofMeeting, run: async (act, { meeting, item }) => recordOr(act, moveToItem(await stateOf(act, { meeting }), item), {}) },
    ...attendanceCommands,
    ...fileCommands,
  },
  queries: {
    list: { body: ({ body }, db) => bodyOf(db, 'body', body), run: async ({ db }, { body, after, limit }) => ({ meetings: (await meetingsOf(db, body, after, limit ?? PAGE)).map(line) }) },
    read: {
      body: ofMeeting.body,
      async run({ db }, { meeting }) {
        const state = (await loadState(db, 'meeting', meeting))!
        return { ...line(state), body: state.body }
      },
    },
    ...attendanceQueries,
    ...fileQueries,
    calendar: {
      body: ofMeeting.body,
      async run({ db, actor }, { meeting }) {
        const state = (await loadState(db, 'meeting', meeting))!
        const body = (await loadState(db, 'body', state.body))!
        const language = isLanguage(actor.person?.language) ? actor.person.language : 'en'
        return { ics: calendarFile(state, body, sayFor(language), language, { origin: origin(), config, stamp: ports.clock.now() }) }
      },
    },
  },
})
