// The numbers of a paper's paragraphs: computed while it is drafted, kept once it is circulated.
import { isEmpty } from './schema'
import type { Block, Paper } from './schema'

/** Id of a block to the number that stands in the margin. Headings, notes and empty blocks have none. */
export type Numbers = Record<string, string>

/**
 * While drafted: text is 1, 2, 3 … across headings; preambular PP1, PP2 …; operative OP1, OP2 …; sub-items (a), (b), below them
 * (i), (ii), below these a), b), each beginning anew under the next paragraph above them.
 *
 * Once circulated (`frozen`), no number that stands is ever changed or given to another:
 * - a block that has a number keeps it, wherever it stands and whatever it becomes;
 * - a new one takes the number before it in its own row and the next free of bis, ter, quater …: "2 bis", "OP2 ter", "(a) bis";
 *   so it is at the end of the paper too, where "8" might be the number of a paragraph that was taken out;
 * - before the first number of a row it is 0: "PP0", then "PP0 bis";
 * - a row in which nothing was numbered yet is counted as in a draft.
 */
export function numbersOf(paper: Paper, frozen: Numbers = {}): Numbers {
  const numbers: Numbers = {}
  for (const row of rowsOf(paper, frozen)) {
    const taken = new Set(row.blocks.flatMap(({ id }) => (Object.hasOwn(frozen, id) ? [frozen[id]] : [])))
    const fresh = taken.size === 0
    // A paragraph that was taken out keeps its number to itself: in the rows of whole paragraphs every frozen number counts.
    if (row.depth === 0) for (const number of Object.values(frozen)) taken.add(number)
    let last = row.write(0)
    row.blocks.forEach(({ id }, index) => {
      const kept = Object.hasOwn(frozen, id) ? frozen[id] : undefined
      const number = kept ?? (fresh ? firstFree(row, index, taken) : inserted(last, last === row.write(0), taken))
      taken.add(number)
      numbers[id] = number
      last = withoutOrdinal(number)
    })
  }
  return numbers
}

interface Row { depth: number; write: (n: number) => string; blocks: Block[] }
const PREFIX = { text: '', preambular: 'PP', operative: 'OP' } as const
type Numbered = keyof typeof PREFIX
const isNumbered = (role: Block['role']): role is Numbered => role in PREFIX

/** The blocks that count on from one another: one row for each role, one for the sub-items of each paragraph. */
function rowsOf(paper: Paper, frozen: Numbers): Row[] {
  const main: Record<Numbered, Row> = { text: mainRow('text'), preambular: mainRow('preambular'), operative: mainRow('operative') }
  const all: Row[] = [main.text, main.preambular, main.operative]
  let open: (Row | undefined)[] = []
  for (const block of paper) {
    const { role } = block
    if (role === 'heading') open = []
    if (!isNumbered(role) || (isEmpty(block) && !Object.hasOwn(frozen, block.id))) continue
    const depth = Number(block.level ?? 0)
    open = open.slice(0, depth)
    if (depth === 0) main[role].blocks.push(block)
    else {
      const row = open[depth - 1] ?? { depth, write: SUB[depth - 1] ?? letters, blocks: [] }
      if (!open[depth - 1]) all.push(row)
      open[depth - 1] = row
      row.blocks.push(block)
    }
  }
  return all
}

const mainRow = (role: Numbered): Row => ({ depth: 0, write: (n) => `${PREFIX[role]}${n}`, blocks: [] })

function firstFree(row: Row, index: number, taken: Set<string | undefined>): string {
  let n = index + 1
  while (taken.has(row.write(n))) n += 1
  return row.write(n)
}

const ORDINALS = ['bis', 'ter', 'quater', 'quinquies', 'sexies', 'septies', 'octies', 'novies', 'decies', 'undecies', 'duodecies']
const withoutOrdinal = (number: string): string => number.replace(/ (?:[a-z]+|\d+)$/, '')

function inserted(last: string, isZero: boolean, taken: Set<string | undefined>): string {
  if (isZero && !taken.has(last)) return last
  for (let n = 0; ; n += 1) {
    const number = `${last} ${ORDINALS[n] ?? n + 2}`
    if (!taken.has(number)) return number
  }
}

/** 1 -> a, 26 -> z, 27 -> aa. Before the first: 0, as in the rows of paragraphs. */
const alphabetic = (n: number): string => (n <= 0 ? '' : alphabetic(Math.floor((n - 1) / 26)) + String.fromCharCode(97 + ((n - 1) % 26)))
const ROMAN: [number, string][] = [[100, 'c'], [90, 'xc'], [50, 'l'], [40, 'xl'], [10, 'x'], [9, 'ix'], [5, 'v'], [4, 'iv'], [1, 'i']]
const roman = (n: number): string => ROMAN.reduce(({ left, text }, [value, sign]) => {
  const times = Math.floor(left / value)
  return { left: left - times * value, text: text + sign.repeat(times) }
}, { left: n, text: '' }).text
const letters = (n: number) => `(${alphabetic(n) || 0})`
const SUB: ((n: number) => string)[] = [letters, (n) => `(${roman(n) || 0})`, (n) => `${alphabetic(n) || 0})`]
