// Which deleted words are brought again elsewhere: common blocks of what an update deletes and what it brings, the longest first.

/** `words[d]` from `dAt` is `brought[n]` from `nAt`, for `len` characters. */
export interface Block { d: number; dAt: number; n: number; nAt: number; len: number }

interface Free { of: number; at: number; words: string; whole: boolean }

/** Comparisons above which only blocks that are whole are looked for. */
const COST = 4_000_000
/** Shorter common blocks may be chance. */
const SURE = 3

export function match(deleted: readonly string[], brought: readonly string[]): Block[] {
  const blocks: Block[] = []
  let left: Free[] = deleted.map((words, of) => ({ of, at: 0, words, whole: true })).filter(({ words }) => words)
  let right: Free[] = brought.map((words, of) => ({ of, at: 0, words, whole: true })).filter(({ words }) => words)
  for (;;) {
    const best = longest(left, right)
    if (!best) return blocks
    const { d, n, dAt, nAt, len } = best
    blocks.push({ d: d.of, dAt: d.at + dAt, n: n.of, nAt: n.at + nAt, len })
    left = left.flatMap((free) => (free === d ? around(free, dAt, len) : [free]))
    right = right.flatMap((free) => (free === n ? around(free, nAt, len) : [free]))
  }
}

function around({ of, at, words }: Free, from: number, len: number): Free[] {
  return [{ of, at, words: words.slice(0, from), whole: false }, { of, at: at + from + len, words: words.slice(from + len), whole: false }].filter(({ words: rest }) => rest)
}

interface Found { d: Free; n: Free; dAt: number; nAt: number; len: number }

function longest(left: readonly Free[], right: readonly Free[]): Found | undefined {
  let best: Found | undefined
  for (const d of left) for (const n of right) {
    if (best && best.len >= Math.min(d.words.length, n.words.length)) continue
    const found = common(d, n)
    const enough = found && (found.len >= SURE || (found.len === d.words.length && (!d.whole || found.len === n.words.length)))
    if (enough && found.len > (best?.len ?? 0)) best = found
  }
  return best
}

function common(d: Free, n: Free): Found | undefined {
  const inside = d.words.length <= n.words.length ? n.words.indexOf(d.words) : d.words.indexOf(n.words)
  if (inside >= 0) return d.words.length <= n.words.length ? { d, n, dAt: 0, nAt: inside, len: d.words.length } : { d, n, dAt: inside, nAt: 0, len: n.words.length }
  if (d.words.length * n.words.length > COST) return undefined
  let best = { dAt: 0, nAt: 0, len: 0 }
  let before = new Uint32Array(n.words.length + 1)
  let row = new Uint32Array(n.words.length + 1)
  for (let i = 1; i <= d.words.length; i++) {
    for (let j = 1; j <= n.words.length; j++) {
      const len = d.words.charCodeAt(i - 1) === n.words.charCodeAt(j - 1) ? before[j - 1]! + 1 : 0
      row[j] = len
      if (len > best.len) best = { dAt: i - len, nAt: j - len, len }
    }
    [before, row] = [row, before]
  }
  return best.len > 0 ? { d, n, ...best } : undefined
}
