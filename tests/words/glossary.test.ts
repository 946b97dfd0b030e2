// The glossary: thirty terms and more, each in six languages and with its source; and the product says them.
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { ar } from '@roundtable/shared/words/ar'
import type { en } from '@roundtable/shared/words/en'
import { es } from '@roundtable/shared/words/es'
import { fr } from '@roundtable/shared/words/fr'
import { ru } from '@roundtable/shared/words/ru'
import { zh } from '@roundtable/shared/words/zh'
import { root } from '../support/places'

const text = readFileSync(join(root, 'docs/glossary.md'), 'utf8')
const rows = text.split('\n').filter((line) => line.startsWith('| ')).slice(1).map((line) => line.slice(1, -1).split('|').map((cell) => cell.trim()))
const LANGUAGES = { fr, es, ru, zh, ar } as const
const columns = Object.keys(LANGUAGES) as (keyof typeof LANGUAGES)[]

test('has thirty terms or more, none of them twice', () => {
  expect(rows.length).toBeGreaterThanOrEqual(30)
  expect(new Set(rows.map(([term]) => term)).size).toBe(rows.length)
})

test('gives each in six languages, with a source or the word “unverified”', () => {
  expect(rows.filter((cells) => cells.length !== 7 || cells.some((cell) => cell === ''))).toEqual([])
  const sources = [...text.matchAll(/^- \[(\w+)\] /gm)].map(([, name]) => name!)
  expect(sources.length).toBeGreaterThan(3)
  const named = (source: string) => [...source.matchAll(/\[(\w+)\]/g)].map(([, name]) => name!)
  expect(rows.filter(([, , , , , , source]) => !/unverified/.test(source!) && named(source!).length === 0 && !/[AE]\/|edition of/.test(source!)).map(([term]) => term)).toEqual([])
  expect(rows.flatMap(([, , , , , , source]) => named(source!)).filter((name) => !sources.includes(name))).toEqual([])
})

/** Terms that the product says, and where. */
const SAID: [term: string, key: keyof typeof en][] = [
  ['delegation', 'meetings.present.checkIn.seat'], ['observer', 'bodies.class.observer'], ['private sector', 'bodies.group.private-sector'], ['academia', 'bodies.group.academia'],
  ['working group', 'bodies.kind.working-group'], ['preambular paragraph', 'papers.editor.style.preambular'], ['operative paragraph', 'papers.editor.style.operative'],
  ['as orally revised', 'papers.page.adopt.revised'], ['draft outcome (document)', 'papers.kind.draft-outcome'], ['symbol (of a document)', 'papers.page.facts.symbol'], ['Rapporteur', 'bodies.office.rapporteur'],
]
test.each(SAID)('%s is said as it stands there', (term, key) => {
  const row = rows.find(([first]) => first === term)!
  // Of several forms one is said; a short one may leave out what stands in it.
  const plain = (words: string) => words.toLocaleLowerCase().replace(/[\u064b-\u0652]/g, '').replaceAll('ё', 'е').replace(/^ال/, '')
  const wrong = columns.filter((language, index) => {
    const forms = row[index + 1]!.split(/[,،，;]/).map((form) => plain(form.trim()))
    const said = plain(LANGUAGES[language][key])
    return !forms.some((form) => form.includes(said) || said.includes(form))
  })
  expect(wrong.map((language) => [language, LANGUAGES[language][key], row[columns.indexOf(language) + 1]])).toEqual([])
})
