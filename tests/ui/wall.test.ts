// The wall of the room: what it may not show it says it may not, instead of waiting for ever; who attends only those at the table see.
import { ref, shallowRef } from 'vue'
import { beforeAll, beforeEach, expect, test, vi } from 'vitest'
import { speak } from '../../client/src/words'
import { settled, show } from './show'

const here = vi.hoisted(() => ({ opened: undefined as unknown }))
vi.mock('../../client/src/meetings/meetings.store', () => ({ useMeetings: () => ({ open: () => here.opened }) }))
vi.mock('../../client/src/bodies/names', () => ({ useNames: () => ({ nameOfBody: (name: string) => name }) }))
vi.mock('../../client/src/meetings/when', () => ({ useWhen: () => ({ nameOf: () => 'Meeting 1', stands: () => 'open' }) }))
vi.mock('../../client/src/meetings/MeetingSheet.vue', () => ({ default: { render: () => 'THE SHEET' } }))
vi.mock('../../client/src/meetings/MeetingRing.vue', () => ({ default: { render: () => 'WHO ATTENDS' } }))
vi.mock('../../client/src/wire/WireBadge.vue', () => ({ default: { render: () => '' } }))
const { default: ProjectorPage } = await import('../../client/src/meetings/ProjectorPage.vue')

beforeAll(() => speak('en'))
beforeEach(() => { here.opened = shallowRef({ is: 'opening' }) })
const meeting = { number: 1, agenda: [], stage: 'open' }
const open = (stands: unknown, atTable: boolean) => ({ is: 'open', of: { meeting: ref(stands), item: ref(undefined), view: { ready: ref(true), atTable: ref(atTable), papers: ref([]), body: ref({ kind: 'working-group', name: 'A body' }) } } })
async function wall(opened?: unknown): Promise<string> {
  if (opened) here.opened = shallowRef(opened)
  const place = await show(ProjectorPage, { meeting: 'm' })
  await settled()
  return place.textContent
}

test('until it is known what it may show it waits', async () => {
  expect(await wall()).toContain('is being opened')
})

test('behind a door that is closed to it, it says so', async () => {
  const said = await wall({ is: 'refused', refused: { refused: 'not-you', sentence: 'The meeting is for its members.' } })
  expect(said).toContain('The meeting is for its members.')
  expect(said).not.toContain('is being opened')
})

test('a meeting that is no longer there for it is unknown', async () => {
  expect(await wall(open(undefined, false))).not.toContain('THE SHEET')
  expect(document.querySelector('[role="alert"]')).not.toBeNull()
})

test('who attends stands on it only for who is at the table', async () => {
  expect(await wall(open(meeting, true))).toContain('WHO ATTENDS')
  const outside = await wall(open(meeting, false))
  expect([outside.includes('THE SHEET'), outside.includes('WHO ATTENDS')]).toEqual([true, false])
})
