// Examples of the commands and questions of discussion. The author is Rwanda: none of those whom the matrix lets try.
import type { InputOf } from '@roundtable/shared/wire/contracts'
import type { Client } from '../client'
import type { Table } from '../table'
import type { World } from '../world'
import { fresh, freshPerson, type Examples } from './example'
import { called } from './meetings'

export const words = (): string => `Words number ${fresh()}, on capacity.`

/** A thread on a paper of its own, with one post by Rwanda. */
export async function talk(table: Table, who: Client = table.people.rwanda): Promise<{ thread: string; post: string; paper: string }> {
  const { paper } = await table.paper()
  return { paper, ...await who.command('discussion/openThread', { on: { is: 'paper', paper }, words: words(), mentions: [] }) }
}

/** A thread on an item of a meeting's agenda. */
export async function talkAt(world: World, table: Table, mode: InputOf<'meetings/callMeeting'>['mode'], who: Client = table.people.rwanda) {
  const { meeting, items } = await called(world, table, { mode })
  return { meeting, items, ...await who.command('discussion/openThread', { on: { is: 'item', meeting, item: items[0]! }, words: words(), mentions: [] }) }
}

type Commands = 'openThread' | 'reply' | 'editPost' | 'deletePost' | 'hidePost' | 'showPost' | 'lockThread' | 'unlockThread' | 'markRead' | 'setAttention' | 'setDigest' | 'stopDigest'
export const discussionCommands: Examples<`discussion/${Commands}`> = {
  'discussion/openThread': async (_world, table) => ({ who: table.people.kenya, input: { on: { is: 'paper', paper: (await table.paper()).paper }, words: words(), mentions: [table.seats.rwanda] } }),
  'discussion/reply': async (_world, table) => ({ who: table.people.kenya, input: { thread: (await talk(table)).thread, words: words(), mentions: ['chair'] } }),
  'discussion/editPost': async (_world, table) => ({ who: table.people.rwanda, input: { post: (await talk(table)).post, words: words(), mentions: [table.seats.kenya] } }),
  'discussion/deletePost': async (_world, table) => ({ who: table.people.rwanda, input: { post: (await talk(table)).post } }),
  'discussion/hidePost': async (_world, table) => ({ who: table.people.moderator, input: { post: (await talk(table)).post, reason: 'It names a person.' } }),
  'discussion/showPost': async (_world, table) => {
    const { post } = await talk(table)
    await table.people.moderator.command('discussion/hidePost', { post, reason: 'It names a person.' })
    return { who: table.people.moderator, input: { post } }
  },
  'discussion/lockThread': async (_world, table) => ({ who: table.people.moderator, input: { thread: (await talk(table)).thread, reason: 'It goes on in the meeting.' } }),
  'discussion/unlockThread': async (_world, table) => {
    const { thread } = await talk(table)
    await table.people.chair.command('discussion/lockThread', { thread, reason: 'It goes on in the meeting.' })
    return { who: table.people.chair, input: { thread } }
  },
  'discussion/markRead': async (_world, table) => {
    const { thread, post } = await talk(table)
    return { who: table.people.kenya, input: { thread, post } }
  },
  'discussion/setAttention': async (_world, table) => ({ who: table.people.kenya, input: { thread: (await talk(table)).thread, attention: 'followed' } }),
  'discussion/setDigest': async (world) => ({ who: await freshPerson(world), input: { hour: fresh() % 24, zone: 'Africa/Nairobi' } }),
  'discussion/stopDigest': async (world) => ({ who: world.public, input: { token: await stopLink(world) } }),
}

/** The secret that stands in a daily mail. */
export async function stopLink(world: World, who?: Client): Promise<string> {
  const reader = who ?? await freshPerson(world)
  await reader.command('discussion/setDigest', { hour: 7, zone: 'Africa/Nairobi' })
  const { person } = await reader.query('accounts/me', {})
  return (await world.prisma.digest.findUnique({ where: { person: person!.id } }))!.stop
}

type Queries = 'thread' | 'threads' | 'history' | 'search' | 'mentions' | 'digest'
export const discussionQueries: Examples<`discussion/${Queries}`> = {
  'discussion/thread': async (_world, table) => ({ who: table.people.kenya, input: { thread: (await talk(table)).thread } }),
  'discussion/threads': (_world, table) => ({ who: table.people.kenya, input: { body: table.body } }),
  'discussion/history': async (_world, table) => ({ who: table.people.kenya, input: { post: (await talk(table)).post } }),
  'discussion/search': (_world, table) => ({ who: table.people.kenya, input: { words: 'capacity' } }),
  'discussion/mentions': (_world, table) => ({ who: table.people.kenya, input: {} }),
  'discussion/digest': (_world, table) => ({ who: table.people.kenya, input: {} }),
}
