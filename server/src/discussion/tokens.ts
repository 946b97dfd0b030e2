// What a search looks for in a post (DIS-13): words without case and accents; in scripts without blanks, each character and each pair of neighbours.

/** Scripts that set no blanks between words. */
const UNSPACED = /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Thai}\p{Script=Khmer}\p{Script=Lao}\p{Script=Myanmar}]/u
const RUN = /[\p{L}\p{N}]+/gu
const LONGEST = 40

/** Accents, points and lengthening strokes are passed over; letters that Arabic writers use for one another are one. */
const folded = (text: string): string => text.normalize('NFKD').replace(/[\p{M}\u0640]/gu, '').toLowerCase().replace(/\u0649/gu, '\u064A').replace(/\u0629/gu, '\u0647')

/** A word of Arabic is found with and without its article. */
const bare = (word: string): string => (/^\u0627\u0644\p{Script=Arabic}{3,}$/u.test(word) ? word.slice(2) : word)

/** The runs of a text that stand in one kind of script. */
function* runsOf(text: string): Generator<{ characters: string[]; unspaced: boolean }> {
  for (const [run] of folded(text).matchAll(RUN)) {
    let characters: string[] = []
    let unspaced = false
    for (const character of run) {
      const is = UNSPACED.test(character)
      if (characters.length > 0 && is !== unspaced) { yield { characters, unspaced }; characters = [] }
      unspaced = is
      characters.push(character)
    }
    yield { characters, unspaced }
  }
}
const pairsOf = (characters: string[]): string[] => characters.slice(1).map((character, index) => characters[index]! + character)
const wordOf = (characters: string[]): string => bare(characters.slice(0, LONGEST).join(''))

/** What a post is found by. */
export const tokensOf = (text: string): string[] =>
  [...new Set([...runsOf(text)].flatMap(({ characters, unspaced }) => (unspaced ? [...characters, ...pairsOf(characters)] : [wordOf(characters)])))]

/** What a post must hold: of neighbours the pairs, which say more than each alone. */
export const soughtIn = (text: string): string[] =>
  [...new Set([...runsOf(text)].flatMap(({ characters, unspaced }) => (unspaced ? (characters.length > 1 ? pairsOf(characters) : characters) : [wordOf(characters)])))]

const AROUND = 400
/** A part of a long post, about the first of the words. */
export function excerptOf(words: string, sought: string): string {
  if (words.length <= AROUND) return words
  const first = sought.trim().split(/\s+/u)[0]!.toLowerCase()
  const from = Math.max(0, words.toLowerCase().indexOf(first) - AROUND / 4)
  const cut = [...words.slice(from, from + AROUND)]
  return `${from > 0 ? '… ' : ''}${cut.join('').replace(/^[\uDC00-\uDFFF]|[\uD800-\uDBFF]$/g, '')}${from + AROUND < words.length ? ' …' : ''}`
}
