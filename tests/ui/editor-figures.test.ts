// Figures of the live text: until the citations have come something stands in their place, in the editor too, never a word that says they are unknown.
import { afterEach, beforeAll, expect, test, vi } from 'vitest'
import { computed, ref, shallowRef } from 'vue'
import * as Y from 'yjs'
import { PLACE, seedPaper, type Paper } from '@roundtable/shared/papers/schema'
import PaperText from '../../client/src/papers/PaperText.vue'
import { router } from '../../client/src/router'
import { liveText } from '../../client/src/papers/live'
import { speak } from '../../client/src/words'
import { caret, figures, openTable, say, shown, type Table } from '../convergence/editors'
import { settled, show } from './show'

const PAPER: Paper = [{ id: 'a', role: 'text', runs: [{ text: 'Kenya, at ', marks: {} }, { text: PLACE, marks: { citation: { id: 'c1' } } }, { text: PLACE, marks: { citation: { id: 'nobody' } } }] }]
const live = vi.hoisted(() => ({ text: undefined as unknown }))
vi.mock('../../client/src/wire/document', () => ({ openDocument: () => live.text }))
vi.mock('../../client/src/wire/http', () => ({ query: () => new Promise(() => undefined), command: () => new Promise(() => undefined) }))
vi.mock('../../client/src/papers/discussed', () => ({ useDiscussed: () => ({ blocks: ref([]), newestOn: () => undefined, chosenOn: () => undefined }) }))
vi.spyOn(router, 'push').mockResolvedValue(undefined)
vi.stubGlobal('ResizeObserver', class { observe() {} disconnect() {} })

let table: Table | undefined
beforeAll(() => speak('en'))
afterEach(() => { table?.close(); table = undefined })
const cites = (place: Element) => [...place.querySelectorAll('.cite')].map((one) => [one.textContent, one.classList.contains('is-missing'), one.getAttribute('aria-label')])

test('while they are on their way a place stands there; when they have come a value, and unknown is what is still not there', async () => {
  const doc = new Y.Doc()
  seedPaper(doc, PAPER)
  live.text = { doc: shallowRef(doc), awareness: shallowRef(), synced: ref(true), writing: ref(false), why: ref(), connection: ref('live'), saved: ref(), present: ref([]), crowd: ref(), lost: ref([]), drop: () => undefined, close: () => undefined }
  const [cited, citations] = [ref(false), shallowRef<unknown[]>([])]
  const of = { view: { id: 'b', atTable: ref(false) }, paper: computed(() => ({ id: 'p', title: 'Paper', language: 'en' })), cited, citations, can: () => false }
  const place = await show(PaperText, { of, document: 'd', instructed: false, live: liveText() }, {}, router)
  await settled()
  expect(cites(place)).toEqual([['…', false, 'The figure is on its way.'], ['…', false, 'The figure is on its way.']])
  place.querySelector('.cite')!.dispatchEvent(new MouseEvent('mouseover', { bubbles: true }))
  await settled()
  expect(place.querySelector('.citation-card')!.textContent).toContain('The figure is on its way.')

  citations.value = [figures['c1']]
  cited.value = true
  await settled()
  expect(place.querySelector('.citation-card')!.textContent).toContain('0.1000')
  expect(cites(place)).toEqual([['0.1000', false, null], [say('papers.figure.missing'), true, null]])
})

test('what is copied meanwhile does not say unknown, and pasted again it is the citation', () => {
  table = openTable(1, [...PAPER, { id: 'b', role: 'text', runs: [] }], { outside: { figures: () => undefined, say } })
  const [peer] = table.peers
  const { view } = peer!.editor
  caret(peer!, 0, 0, 11)
  const { dom, text } = view.serializeForClipboard(view.state.selection.content())
  expect(text).toBe('Kenya, at …')
  caret(peer!, 1, 0)
  view.pasteHTML(dom.innerHTML, Object.assign(new Event('paste'), { clipboardData: { getData: (kind: string) => (kind === 'text/html' ? dom.innerHTML : text) } }) as unknown as ClipboardEvent)
  expect(shown(peer!)).toEqual(['Kenya, at [c1][nobody]', 'Kenya, at [c1]'])
})
