// @vitest-environment jsdom
// Convergence of what people have on what serves them: real editors on the client's own live document, the real server, its real database. Lines
// are cut, changes said twice, the server opened anew in mid-story; in the end all editors, the server's text and the text read again are equal.
import { afterAll, beforeAll, expect, it } from 'vitest'
import type * as Y from 'yjs'
import { readPaper, ROOT, type Paper } from '@roundtable/shared/papers/schema'
import { digestOf } from '../../server/src/documents/documents'
import { repairText } from '../../server/src/papers/text'
import { eventually } from '../documents/peers'
import { openStage, type Stage } from '../documents/stage'
import { anything, openPage, randomFrom, shownOf, type Page } from './pages'

const SEED = Number(process.env.SEED ?? Math.floor(Math.random() * 2 ** 31))
const SEEDS = process.env.SEED && !process.env.SEEDS ? 1 : Number(process.env.SEEDS ?? 12)
/** How long each story is. */
const STEPS = Number(process.env.STEPS ?? 50)
/** Seeds that once failed, kept for good: [seed, what it was]. */
const OLD: [number, string][] = [[5003, 'back from a cut, a page took deletions for ones that the server had forgotten']]
/** Stories that are told at once, on one server. */
const AT_ONCE = 3

const PAPER: Paper = [
  { id: 'a', role: 'text', runs: [{ text: 'The first paragraph of this paper', marks: {} }] },
  { id: 'b', role: 'text', runs: [{ text: 'Kenya, at ', marks: { bold: true } }, { text: '\uFFFC', marks: { citation: { id: 'c1' } } }, { text: ', stood above all', marks: {} }] },
  { id: 'h', role: 'heading', level: '1', runs: [{ text: 'A heading', marks: {} }] },
  { id: 'e', role: 'operative', runs: [] },
]

let stage: Stage
let ids = 0
beforeAll(async () => { stage = await openStage({ mend: repairText(() => `server-${(ids += 1)}`) }) })
afterAll(() => stage.close())

let opening: Promise<void> = Promise.resolve()
const reopen = () => (opening = opening.then(() => stage.reopen()))

/** Until every page is stored and shows the server's text. */
const equal = async (pages: Page[], document: string): Promise<boolean> => {
  for (const page of pages) if (page.live.connection.value.state !== 'live') page.back()
  if (!pages.every((page) => page.settled())) return false
  const stored = digestOf(await stage.documents.text(document))
  return pages.every(({ live }) => digestOf(live.doc.value) === stored)
}

interface Told { edits: number; people: number; paragraphs: number }

async function story(seed: number): Promise<Told> {
  const random = randomFrom(seed)
  const names = Array.from({ length: 2 + random(5) }, (_, index) => `p${index}`)
  const document = await stage.makeDocument(Object.fromEntries(names.map((name) => [name, 'write'])), PAPER)
  const pages = names.map((name) => openPage(stage.url, document, name))
  try {
    await eventually(() => pages.every(({ live }) => live.synced.value && live.writing.value), `all have it (seed ${seed})`)
    let edits = 0
    const anew = 10 + random(STEPS)
    for (let step = 0; step < STEPS; step++) {
      const page = pages[random(pages.length)]!
      const dice = random(24)
      if (dice === 0) page.cut()
      else if (dice <= 2) page.back()
      else if (dice === 3) page.twice()
      else anything(page, random, edits++)
      if (step === anew) void reopen()
      if (random(3) === 0) await new Promise((go) => { setTimeout(go, random(6)) })
    }
    await opening
    await eventually(() => equal(pages, document), `one text (seed ${seed}, ${names.length} people)`, 30_000)
    const before = digestOf(await stage.documents.text(document))
    // Read by a server that has forgotten everything, and by a page that comes to it.
    await reopen()
    const reader = openPage(stage.url, document, names[0]!)
    pages.push(reader)
    await eventually(() => equal(pages, document), `one text afterwards (seed ${seed})`, 30_000)
    const read = await stage.documents.text(document)
    expect(digestOf(read), `seed ${seed}: the reopened server changes nothing`).toBe(before)
    const shown = shownOf(read)
    for (const { name, live, editor } of pages) {
      expect(editor.getJSON(), `seed ${seed}: what ${name} sees`).toEqual(shown)
      expect(readPaper(live.doc.value.getXmlFragment(ROOT))).toEqual(readPaper(read.getXmlFragment(ROOT)))
      expect(live.lost.value, `seed ${seed}: nothing of ${name} was refused`).toEqual([])
    }
    const blocks = read.getXmlFragment(ROOT).toArray().map((each) => (each as Y.XmlElement).getAttribute('id'))
    expect(new Set(blocks).size, `seed ${seed}: every paragraph its own id`).toBe(blocks.length)
    return { edits, people: names.length, paragraphs: blocks.length }
  } finally {
    for (const page of pages) page.close()
  }
}

it('two to six people, their editors, their lines and the server: one text in the end', async () => {
  const waiting = [...OLD.map(([seed]) => seed), ...Array.from({ length: SEEDS }, (_, index) => SEED + index)]
  const count = waiting.length
  console.log(`pages: seeds ${SEED} to ${SEED + SEEDS - 1}`)
  const told: Told[] = []
  const failed: string[] = []
  await Promise.all(Array.from({ length: AT_ONCE }, async () => {
    for (let seed = waiting.shift(); seed !== undefined; seed = waiting.shift()) await story(seed).then((one) => told.push(one), (error: Error) => failed.push(`seed ${seed}: ${error.message}`))
  }))
  console.log(`${told.length} of ${count} stories, ${told.reduce((sum, { edits }) => sum + edits, 0)} edits, ${told.reduce((sum, { people }) => sum + people, 0)} people`)
  expect(failed).toEqual([])
  expect(stage.complaints.filter((complaint) => complaint.includes('failed') || complaint.includes('closed'))).toEqual([])
}, 3_600_000)
