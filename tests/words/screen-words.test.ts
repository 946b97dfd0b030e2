// The application's words leave out what only the server says; no screen may name such a key.
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { en } from '@roundtable/shared/words/en'
import { SERVER_ONLY } from '../../client/screen-words'
import { root } from '../support/places'

const source = join(root, 'client/src')
const files = readdirSync(source, { recursive: true, encoding: 'utf8' }).filter((name) => /\.(?:ts|vue)$/.test(name))

test('no screen says words that are left out of the application', () => {
  expect(Object.keys(en).filter((key) => SERVER_ONLY.test(key)).length).toBeGreaterThan(50)
  const said = files.flatMap((name) => [...readFileSync(join(source, name), 'utf8').matchAll(/['`]([a-z]+\.[\w.${}-]+)['`]/g)].map(([, key]) => ({ name, key: key! })))
  expect(said.length).toBeGreaterThan(200)
  expect(said.filter(({ key }) => SERVER_ONLY.test(key))).toEqual([])
})
