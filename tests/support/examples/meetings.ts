// Examples of the meetings' commands and questions.
import { wallOf } from '@roundtable/shared/base/zones'
import type { Mode } from '@roundtable/shared/meetings/words'
import type { InputOf } from '@roundtable/shared/wire/contracts'
import type { Client } from '../client'
import type { Table } from '../table'
import type { World } from '../world'
import { seatThat } from './bodies'
import { fresh, type Examples } from './example'

const MINUTE = 60_000
export const ZONE = 'Africa/Nairobi'
/** What the wall shows in so many minutes. */
export const wallIn = (world: World, minutes: number, zone = ZONE): string => wallOf(new Date(world.clock.now().getTime() + minutes * MINUTE), zone)

export const call = (world: World, table: Table, more: Partial<InputOf<'meetings/callMeeting'>> = {}): InputOf<'meetings/callMeeting'> => ({
  body: table.body, mode: 'public', starts: wallIn(world, 45), minutes: 180, zone: ZONE, online: true,
  items: [{ title: 'Opening', minutes: 10, papers: [] }, { title: `Item ${fresh()}`, minutes: 60, papers: [] }], ...more,
})

export interface Called { meeting: string; items: string[]; version: number }
/** A meeting that was called, with its agenda as it stands. */
export async function called(world: World, table: Table, more: Partial<InputOf<'meetings/callMeeting'>> = {}): Promise<Called> {
  const { meeting } = await table.people.chair.command('meetings/callMeeting', call(world, table, more))
  return { meeting, ...await standing(table, meeting) }
}

export async function standing(table: Table, meeting: string): Promise<{ items: string[]; version: number }> {
  const { aggregates } = await table.people.chair.query('bodies/read', { body: table.body })
  const state = aggregates.find((one) => one.kind === 'meeting' && (one.state as { id: string }).id === meeting)!.state as { version: number; agenda: { id: string }[] }
  return { items: state.agenda.map(({ id }) => id), version: state.version }
}

export async function opened(world: World, table: Table, mode: Mode = 'public'): Promise<Called> {
  const one = await called(world, table, { mode })
  await table.people.chair.command('meetings/openMeeting', { meeting: one.meeting })
  return one
}

/** The smallest that is a PDF, as far as the server looks. */
export const PDF = Buffer.from('%PDF-1.7\n1 0 obj << /Type /Catalog >> endobj\ntrailer << /Root 1 0 R >>\n%%EOF\n', 'latin1')

/** Brings bytes for a meeting, as a browser does. */
export const bring = (client: Client, meeting: string, bytes: Uint8Array = PDF, headers: Record<string, string> = {}): Promise<Response> =>
  fetch(`${client.url}/api/files?meeting=${meeting}`, { method: 'POST', headers: { ...client.headers, ...headers }, body: new Uint8Array(bytes) })
export const brought = async (client: Client, meeting: string, bytes: Uint8Array = PDF): Promise<string> => ((await (await bring(client, meeting, bytes)).json()) as { upload: string }).upload

/** A meeting with a file under its second item. */
export async function withFile(world: World, table: Table, more: Partial<InputOf<'meetings/callMeeting'>> = {}, bytes: Uint8Array = PDF) {
  const one = await called(world, table, more)
  const { file } = await table.people.chair.command('meetings/attachFile', { meeting: one.meeting, item: one.items[1]!, upload: await brought(table.people.chair, one.meeting, bytes), title: 'Background note' })
  return { ...one, file }
}

type Commands = 'callMeeting' | 'changeMeeting' | 'cancelMeeting' | 'setAgenda' | 'openMeeting' | 'suspendMeeting' | 'resumeMeeting' | 'closeMeeting' | 'moveToItem' | 'attend' | 'checkIn' | 'checkOut' | 'attachFile' | 'withdrawFile'
export const meetingsCommands: Examples<`meetings/${Commands}`> = {
  'meetings/callMeeting': (world, table) => ({ who: table.people.chair, input: call(world, table) }),
  'meetings/changeMeeting': async (world, table) => {
    const { meeting, version } = await called(world, table)
    return { who: table.people.chair, input: { meeting, version, starts: wallIn(world, 90), minutes: 120, zone: ZONE, online: true } }
  },
  'meetings/cancelMeeting': async (world, table) => ({ who: table.people.chair, input: { meeting: (await called(world, table)).meeting, reason: 'The room is not free.' } }),
  'meetings/setAgenda': async (world, table) => {
    const { meeting, version, items } = await called(world, table)
    return { who: table.people.chair, input: { meeting, version, items: [{ id: items[1]!, title: 'First', minutes: 30, papers: [(await table.paper()).paper] }, { title: 'Second', minutes: 30, papers: [] }] } }
  },
  'meetings/openMeeting': async (world, table) => ({ who: table.people.chair, input: { meeting: (await called(world, table)).meeting } }),
  'meetings/suspendMeeting': async (world, table) => ({ who: table.people.chair, input: { meeting: (await opened(world, table)).meeting } }),
  'meetings/resumeMeeting': async (world, table) => {
    const { meeting } = await opened(world, table)
    await table.people.chair.command('meetings/suspendMeeting', { meeting })
    return { who: table.people.chair, input: { meeting } }
  },
  'meetings/closeMeeting': async (world, table) => ({ who: table.people.chair, input: { meeting: (await opened(world, table)).meeting } }),
  'meetings/moveToItem': async (world, table) => {
    const { meeting, items } = await opened(world, table)
    return { who: table.people.chair, input: { meeting, item: items[1]! } }
  },
  'meetings/attend': async (world, table, place = 'kenya') => ({ who: table.people[place], input: { meeting: (await opened(world, table)).meeting, seat: await seatThat(table, place, 'seated') } }),
  'meetings/checkIn': async (world, table, place = 'kenya') => ({ who: world.secretariat, input: { meeting: (await called(world, table)).meeting, seat: await seatThat(table, place, 'seated') } }),
  'meetings/checkOut': async (world, table, place = 'kenya') => {
    const { meeting } = await called(world, table)
    const seat = await seatThat(table, place, 'seated')
    await world.secretariat.command('meetings/checkIn', { meeting, seat })
    return { who: world.secretariat, input: { meeting, seat } }
  },
  'meetings/attachFile': async (world, table) => {
    const { meeting, items } = await called(world, table)
    return { who: table.people.chair, input: { meeting, item: items[0]!, upload: await brought(table.people.chair, meeting), title: 'Background note' } }
  },
  'meetings/withdrawFile': async (world, table) => ({ who: table.people.chair, input: { file: (await withFile(world, table)).file } }),
}

export const meetingsQueries: Examples<'meetings/list' | 'meetings/read' | 'meetings/attendance' | 'meetings/file' | 'meetings/calendar'> = {
  'meetings/list': (world, table) => ({ who: world.public, input: { body: table.body } }),
  'meetings/read': async (world, table) => ({ who: world.public, input: { meeting: (await called(world, table)).meeting } }),
  'meetings/attendance': async (world, table) => ({ who: table.people.kenya, input: { meeting: (await opened(world, table)).meeting } }),
  'meetings/file': async (world, table) => ({ who: table.people.kenya, input: { file: (await withFile(world, table)).file } }),
  'meetings/calendar': async (world, table) => ({ who: world.public, input: { meeting: (await called(world, table)).meeting } }),
}
