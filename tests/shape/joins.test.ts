// Words are put side by side by the language's own forms (shared/src/words/joins.ts), never by a comma, colon or stop in the code.
import { expect, it } from 'vitest'
import { SOURCES } from './sources'

/** What people read is made here; the gallery shows pieces, settings and records are read by machines. */
const read = SOURCES.filter(({ file }) => /^(client\/src|server\/src\/(pages|survey|bodies|meetings|outcomes|discussion|accounts|papers)|shared\/src\/(papers|survey|discussion|bodies|meetings|outcomes))\//.test(file) && /\.(ts|vue)$/.test(file) && !file.startsWith('client/src/ui/gallery/'))

const JOINS: Record<string, RegExp> = {
  'a said word, a sign, and another word': /\bsay\((?:[^()]|\((?:[^()]|\([^()]*\))*\))*\)\}(?:[.,:;] ?| \(| · | )\$\{/,
  'a word, a sign, and a said word': /\}(?:[.,:;] ?| \(| · )\$\{(?:\w+\.)?say\(/,
  'a sign after a said word on a screen': /\bsay\((?:[^()]|\((?:[^()]|\([^()]*\))*\))*\) *\}\}[.,:;(]/,
  'two values and a sign between them on a screen': /\}\}(?:[,;:]|\.) ?\{\{/,
  'a list without the language’s own comma': /\.join\((?:'(?:[,;] | · | )'|"[,;] "|`[,;] `)\)/,
}
/** Lines that are no words of people. */
const MACHINES: Record<string, string[]> = {
  'a list without the language’s own comma': [
    'server/src/survey/line.chart.ts: ${[...drawn]', // points of a line
    'client/src/ui/UiField.vue: const described', // ids
    'client/src/survey/EditionsPage.vue: <UiField :label="say(\'survey.editions.file\')"', // the columns of a file
    'client/src/papers/editor/carets.ts: const label', // two names on a flag beside a caret
  ],
}

it.each(Object.entries(JOINS))('%s is nowhere', (name, join) => {
  const found = read.flatMap(({ file, text }) => text.split('\n').filter((line) => join.test(line)).map((line) => `${file}: ${line.trim()}`))
  expect(found.filter((one) => !MACHINES[name]?.some((known) => one.startsWith(known)))).toEqual([])
})
