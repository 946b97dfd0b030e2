// @vitest-environment jsdom
// Three people type, split and join at random, also off-line: every word that nobody deleted stands once in the server's text and on every screen.
import { expect, test } from 'vitest'
import { caret, inEditor, press, type } from './editors'
import { openHouse, type House, type Line } from './house'

// The same stories each time; SEED, SEEDS and STEPS look for more. Of 300 stories of forty steps (301 to 500, 500 to 599) none lost or
// doubled a letter; seven tore a word (327, 383, 411, 542, 549, 562, 566).
const SEED = Number(process.env.SEED ?? 1)
const SEEDS = process.env.SEED && !process.env.SEEDS ? 1 : Number(process.env.SEEDS ?? 30)
/** How long each story is. */
const STEPS = Number(process.env.STEPS ?? 10)
/** Seeds that once failed, kept for good; the long ones at forty steps. */
const OLD: number[] = [7, 45, 57, 64, 99, 165, 194, 214, 1013, 1191, 1196, 2150, 2152, 2247]
const OLD_LONG: number[] = [4, 31, 39, 117, 209, 212, 231]
const LONG = 40

function randomFrom(seed: number) {
  let at = seed >>> 0
  return (below: number) => {
    at = (at + 0x6D2B79F5) >>> 0
    let mixed = Math.imul(at ^ (at >>> 15), at | 1)
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61)
    return Math.floor((((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32) * below)
  }
}
type Random = (below: number) => number

/** Words of four letters that no other word has: an editor finds out by comparing texts what was typed, and like letters would mislead it. */
const LETTERS = 4
const wordNumber = (n: number) => Array.from({ length: LETTERS }, (_, index) => String.fromCharCode(0x4E00 + n * LETTERS + index)).join('')
const wordsIn = (text: string) => [...text].flatMap((letter, index) => ((letter.charCodeAt(0) - 0x4E00) % LETTERS === LETTERS - 1 ? [{ from: index + 1 - LETTERS, to: index + 1 }] : []))

/** A paragraph, and a place in it between two words. */
function place({ peer }: Line, random: Random): { paragraph: number; at: number; words: { from: number; to: number }[] } {
  const { doc } = peer.editor.state
  const paragraph = random(doc.childCount)
  const words = wordsIn(doc.child(paragraph).textContent)
  const ends = [0, ...words.map(({ to }) => to)]
  return { paragraph, at: ends[random(ends.length)]!, words }
}

/** Words of which this person has heard the first letters only, and may write behind them what then stands between two letters. */
const halfHeard = ({ peer }: Line, typed: readonly string[]) => { const seen = inEditor(peer).join('\n'); return typed.filter((word) => seen.includes(word[0]!) && !seen.includes(word)) }

function act(line: Line, random: Random, word: () => string, gone: Set<string>): void {
  const { peer } = line
  const { paragraph, at, words } = place(line, random)
  const { doc } = peer.editor.state
  const kind = random(12)
  switch (kind) {
    case 0: case 1: case 2: caret(peer, paragraph, at); return void press(peer, 'Enter')
    case 3: case 4: if (paragraph > 0) { caret(peer, paragraph, 0); press(peer, 'Backspace') } return
    case 5: if (paragraph < doc.childCount - 1) { caret(peer, paragraph, doc.child(paragraph).content.size); press(peer, 'Delete') } return
    case 6: {
      const chosen = words[random(words.length || 1)]
      if (!chosen || chosen.from < 0 || random(2)) return
      gone.add(doc.child(paragraph).textContent.slice(chosen.from, chosen.to))
      caret(peer, paragraph, chosen.from, chosen.to)
      return void peer.editor.commands.deleteSelection()
    }
    // All at once or letter by letter.
    case 7: case 8: caret(peer, paragraph, at); for (const letter of word()) type(peer, letter); return
    default: caret(peer, paragraph, at); return void type(peer, word())
  }
}

function play(seed: number, steps: number): { house: House; typed: string[]; gone: Set<string>; half: Set<string> } {
  const random = randomFrom(seed)
  const typed: string[] = []
  const gone = new Set<string>()
  const half = new Set<string>()
  const first = Array.from({ length: 2 + random(3) }, () => Array.from({ length: random(6) }, () => fresh()).join(''))
  function fresh() { const made = wordNumber(typed.length); typed.push(made); return made }
  const house = openHouse(2 + random(2), first.map((text, index) => ({ id: `b${index}`, role: 'text', runs: text ? [{ text, marks: {} }] : [] })))
  for (let step = 0; step < steps; step++) {
    const line = house.lines[random(house.lines.length)]!
    for (const word of halfHeard(line, typed)) half.add(word)
    act(line, random, fresh, gone)
    const other = house.lines[random(house.lines.length)]!
    const what = random(8)
    switch (what) {
      case 0: house.hear(other, 1 + random(4)); break
      case 1: house.hear(other); house.store(); break
      case 2: house.store(); break
      case 3: house.tell(other, 1 + random(3)); break
      case 4: house.tell(other); break
      case 5: if (random(3) === 0) house.cut(other); break
      case 6: house.back(other); break
    }
  }
  house.settle()
  return { house, typed, gone, half }
}

/** A letter that stands nowhere is the worst, then one that stands twice; a torn word has all its letters. */
function faults(text: string, typed: readonly string[], gone: ReadonlySet<string>, half: ReadonlySet<string>): string[] {
  return typed.flatMap((word, index) => {
    const times = [...word].map((letter) => text.split(letter).length - 1)
    if (times.some((each) => each > 1)) return [`${index} doubled`]
    if (gone.has(word)) return []
    if (times.includes(0)) return [`${index} lost`]
    return text.includes(word) || half.has(word) ? [] : [`${index} torn`]
  })
}

test('every word stands once', () => {
  const stories = [...OLD.map((seed) => [seed, 10]), ...OLD_LONG.map((seed) => [seed, LONG]), ...Array.from({ length: SEEDS }, (_, index) => [SEED + index, STEPS])] as [number, number][]
  console.log(`moved words: seeds ${SEED} to ${SEED + SEEDS - 1}`)
  const failed: string[] = []
  for (const [seed, steps] of stories) {
    const { house, typed, gone, half } = play(seed, steps)
    const text = house.text()
    const wrong = faults(text.join('\n'), typed, gone, half)
    const screens = house.lines.filter(({ peer }) => JSON.stringify(inEditor(peer)) !== JSON.stringify(text)).length
    if (wrong.length > 0 || screens > 0 || house.refused.some((rule) => rule !== 'pending')) failed.push(`seed ${seed} of ${steps} steps: ${wrong.join(', ')}; ${screens} screens differ; refused ${house.refused.join()}`)
    house.close()
  }
  console.log(['lost', 'doubled', 'torn', '[1-9] screens'].map((kind) => `${failed.filter((each) => new RegExp(kind).test(each)).length} ${kind}`).join(', '))
  expect(failed).toEqual([])
}, 600_000)
