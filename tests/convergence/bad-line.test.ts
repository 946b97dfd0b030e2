// @vitest-environment jsdom
// Lines that fail without a word: one that swallows everything and never says goodbye, and one that says every frame of a page twice.
// HALF_OPEN: wait as long as a page itself takes to notice.
import { connect } from 'node:net'
import { afterAll, afterEach, beforeAll, expect, it } from 'vitest'
import { digestOf } from '../../server/src/documents/documents'
import { TIMES } from '../../server/src/documents/limits'
import { repairText } from '../../server/src/papers/text'
import { eventually, words } from '../documents/peers'
import { openStage, type Stage } from '../documents/stage'
import { badLine, type BadLine } from '../support/bad-line'
import { anything, openPage, randomFrom, shownOf, type Page } from './pages'
import { caret, type } from './editors'

const before = { ...TIMES }
let stage: Stage
let ids = 0
beforeAll(async () => {
  if (!process.env['HALF_OPEN']) Object.assign(TIMES, { keepAlive: 100 })
  stage = await openStage({ mend: repairText(() => `server-${(ids += 1)}`) })
})
const pages: Page[] = []
const lines: BadLine[] = []
afterEach(async () => {
  for (const page of pages.splice(0)) page.close()
  for (const line of lines.splice(0)) await line.close()
})
afterAll(async () => { await stage.close(); Object.assign(TIMES, before) })

async function lineTo(said?: Parameters<typeof badLine>[1]): Promise<{ line: BadLine; url: string }> {
  const line = await badLine(() => connect(Number(new URL(stage.url).port), '127.0.0.1'), said)
  lines.push(line)
  return { line, url: stage.url.replace(/:\d+/, `:${line.port}`) }
}
const pageOn = (url: string, document: string, name: string): Page => { const page = openPage(url, document, name); pages.push(page); return page }
const write = (page: Page, text: string) => { const { doc } = page.editor.state; caret(page, 0, doc.child(0).content.size); type(page, text) }
const equal = async (document: string) => {
  const stored = digestOf(await stage.documents.text(document))
  return pages.every((page) => page.settled() && digestOf(page.live.doc.value) === stored)
}

it('a line that went silent: the server lets go of who was on it, his page shows "not saved", and what he wrote comes in when he has a line', async () => {
  const document = await stage.makeDocument({ kenya: 'write', peru: 'write' })
  const { line, url } = await lineTo()
  const [kenya, peru] = [pageOn(url, document, 'kenya'), pageOn(stage.url, document, 'peru')]
  await eventually(() => pages.every(({ live }) => live.synced.value && live.writing.value), 'both have it')
  write(kenya, 'before ')
  await eventually(() => kenya.settled() && words(peru.live.doc.value).includes('before'), 'a whole line')
  await eventually(() => peru.live.present.value.length === 1, 'Kenya is here')
  const begun = performance.now()
  line.silence()
  write(kenya, 'meanwhile ')
  write(peru, 'elsewhere ')
  await eventually(() => stage.documents.figures().connections === 1, 'the server has let go', process.env['HALF_OPEN'] ? 90_000 : 20_000)
  const noticed = performance.now() - begun
  await eventually(() => peru.live.present.value.length === 0, 'the ghost is gone')
  await eventually(() => kenya.live.saved.value.state === 'not-saved', 'Kenya sees that it is not saved')
  expect(words(peru.live.doc.value)).not.toContain('meanwhile')
  if (process.env['HALF_OPEN']) {
    // New connections get through; the old one stays silent until its page has noticed.
    line.letThrough()
    await eventually(() => equal(document), 'by itself', 90_000)
    console.log(`half-open: the server noticed after ${Math.round(noticed)} ms, the page was back after ${Math.round(performance.now() - begun)} ms`)
  } else line.mend()
  await eventually(() => equal(document), 'one text')
  for (const word of ['before', 'meanwhile', 'elsewhere']) expect(words(await stage.documents.text(document)).split(word).length, `${word} once`).toBe(2)
  expect(pages.map(({ live }) => live.lost.value)).toEqual([[], []])
}, 240_000)

/** Each frame that carries bytes goes twice; the address before them and what is said of the line itself once. */
function everythingTwice(): (bytes: Buffer) => Buffer[] {
  let [held, upgraded] = [Buffer.alloc(0), false]
  return (bytes) => {
    held = Buffer.concat([held, bytes])
    const out: Buffer[] = []
    if (!upgraded) {
      const end = held.indexOf('\r\n\r\n')
      if (end < 0) return []
      upgraded = true
      out.push(held.subarray(0, end + 4))
      held = held.subarray(end + 4)
    }
    for (;;) {
      if (held.length < 2) return out
      const short = held[1]! & 0x7F
      const head = short < 126 ? 6 : short === 126 ? 8 : 14
      if (held.length < head) return out
      const length = short < 126 ? short : short === 126 ? held.readUInt16BE(2) : Number(held.readBigUInt64BE(2))
      if (held.length < head + length) return out
      const frame = held.subarray(0, head + length)
      out.push(...((held[0]! & 0x0F) === 2 ? [frame, frame] : [frame]))
      held = held.subarray(head + length)
    }
  }
}

it('a line that says every frame twice: the text holds everything once, and nobody is closed for it', async () => {
  const seed = Number(process.env['SEED'] ?? Math.floor(Math.random() * 2 ** 31))
  console.log(`said twice: seed ${seed}`)
  const random = randomFrom(seed)
  const document = await stage.makeDocument({ kenya: 'write', peru: 'write', chad: 'write' })
  const { url } = await lineTo(everythingTwice)
  for (const name of ['kenya', 'peru', 'chad']) pageOn(url, document, name)
  await eventually(() => pages.every(({ live }) => live.synced.value && live.writing.value), 'all have it')
  for (let n = 0; n < 25; n++) {
    for (const page of pages) write(page, `${page.name}${n}. `)
    if (random(3) === 0) await new Promise((go) => { setTimeout(go, random(6)) })
    if (random(12) === 0) { const page = pages[random(3)]!; page.cut(); page.back() }
  }
  await eventually(async () => { for (const page of pages) if (page.live.connection.value.state !== 'live') page.back(); return equal(document) }, `one text (seed ${seed})`)
  const text = words(await stage.documents.text(document))
  for (const { name, live } of pages) {
    expect(text.match(new RegExp(`${name}\\d+\\. `, 'g'))).toEqual(Array.from({ length: 25 }, (_, n) => `${name}${n}. `))
    expect(live.lost.value).toEqual([])
  }
  // Whatever they do.
  for (let n = 0; n < 80; n++) { anything(pages[random(3)]!, random, n); if (random(4) === 0) await new Promise((go) => { setTimeout(go, random(5)) }) }
  await eventually(() => equal(document), `one text (seed ${seed})`)
  const shown = shownOf(await stage.documents.text(document))
  for (const { editor, live } of pages) { expect(editor.getJSON()).toEqual(shown); expect(live.lost.value).toEqual([]) }
  expect(stage.complaints).toEqual([])
})
