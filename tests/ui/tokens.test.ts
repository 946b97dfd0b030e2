// @vitest-environment node
// The colours hold their contrasts in both themes, marks differ without them, old browsers get the light ones, and no rule knows left from right.
import { readdirSync, readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { MARKS } from '../../client/src/ui/marks'

const ui = new URL('../../client/src/ui/', import.meta.url)
const tokens = readFileSync(new URL('tokens.css', ui), 'utf8')
const pairs = Object.fromEntries([...tokens.matchAll(/--([\w-]+): light-dark\((#\w+), (#\w+)\)/g)].map(([, name, light, dark]) => [name!, [light!, dark!] as const]))

const channel = (value: number) => (value <= 0.04045 ? value / 12.92 : ((value + 0.055) / 1.055) ** 2.4)
const luminance = (hex: string) => [1, 3, 5].map((at) => channel(parseInt(hex.slice(at, at + 2), 16) / 255)).reduce((sum, part, at) => sum + part * [0.2126, 0.7152, 0.0722][at]!, 0)
const contrast = (one: string, other: string) => {
  const [low, high] = [luminance(one), luminance(other)].sort((a, b) => a - b)
  return (high! + 0.05) / (low! + 0.05)
}
const TEXT = [
  ...['ink', 'ink-2', 'ink-3', 'act', 'act-2', 'agreed', 'pending', 'contested', 'closed'].flatMap((text) => ['paper', 'well', 'desk'].map((ground) => [text, ground] as const)),
  ...['ink', 'ink-2', 'ink-3', 'act', 'act-2'].map((text) => [text, 'act-bg'] as const),
  ...['agreed', 'pending', 'contested', 'closed'].map((text) => [text, `${text}-bg`] as const),
  ['on-act', 'act'], ['on-act', 'act-2'], ['ink', 'pending-bg'],
] as const

test.each(TEXT)('%s on %s is readable in both themes', (text, ground) => {
  for (const theme of [0, 1] as const) expect(contrast(pairs[text]![theme], pairs[ground]![theme])).toBeGreaterThanOrEqual(4.5)
})

test('outlines of controls are seen', () => {
  for (const ground of ['paper', 'well', 'desk']) for (const theme of [0, 1] as const) expect(contrast(pairs.edge![theme], pairs[ground]![theme])).toBeGreaterThanOrEqual(3)
})

test('a browser without light-dark() gets exactly the light colours', () => {
  const plain = /@supports not[^{]*\{([\s\S]*?)\n {2}\}/.exec(tokens)![1]!
  const kept = Object.fromEntries([...plain.matchAll(/--([\w-]+): (#\w+);/g)].map(([, name, value]) => [name, value]))
  expect(kept).toEqual(Object.fromEntries(Object.entries(pairs).map(([name, [light]]) => [name, light])))
})

test('logical properties only', () => {
  const files = readdirSync(ui, { recursive: true, encoding: 'utf8' }).filter((file) => /\.(css|vue)$/.test(file))
  expect(files.length).toBeGreaterThan(20)
  const physical = /(?:^|[\s;{])(?:(?:margin|padding|border|inset)-(?:left|right|top|bottom)|left|right|top|bottom|(?:min-|max-)?(?:width|height)|text-align:\s*(?:left|right))\s*:/
  const found = files.flatMap((file) => [...readFileSync(new URL(file, ui), 'utf8').matchAll(/\{([^{}]*)\}/g)].filter(([, body]) => /\.css$/.test(file) && physical.test(` ${body}`)).map(([rule]) => `${file}: ${rule}`))
  expect(found).toEqual([])
})

test('no two marks of a status have the same form', () => {
  const css = readFileSync(new URL('parts/status.css', ui), 'utf8')
  const forms = MARKS.map((mark) => new RegExp(`\\.mk\\.is-${mark} \\{([^}]*)\\}`).exec(css)?.[1]?.replace(/border-color:[^;]*;/g, '').trim() ?? '')
  expect(new Set(forms).size).toBe(MARKS.length)
})
