// The worked example for new commands is kept true: every excerpt stands in the file it names.
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, it } from 'vitest'
import { root } from '../support/places'

const guide = readFileSync(join(root, 'docs/CONTRIBUTING.md'), 'utf8')
const excerpts = [...guide.matchAll(/`([\w/.-]+\.(?:ts|vue))`\n```ts\n([\s\S]*?)\n```/g)].map(([, file, text]) => ({ file: file!, text: text! }))

it('the guide quotes the places of a command', () => expect(excerpts.length).toBeGreaterThanOrEqual(7))

it.each(excerpts)('$file holds what the guide quotes', ({ file, text }) => {
  const lines = readFileSync(join(root, file), 'utf8').split('\n').map((line) => line.trim())
  for (const line of text.split('\n').map((one) => one.trim()).filter(Boolean)) expect(lines).toContain(line)
})
