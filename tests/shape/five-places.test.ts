// One name, five places: each command stands in the contract, the permission table, the handlers, the examples and a test that tells its story.
import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { STATUS } from '@roundtable/shared/base/refusal'
import { LANGUAGES } from '@roundtable/shared/base/languages'
import { AGGREGATES } from '@roundtable/shared/record/aggregates'
import { WHO_MAY } from '@roundtable/shared/permissions/who-may'
import { COMMANDS, CONTRACTS, EVENTS, QUERIES } from '@roundtable/shared/wire/contracts'
import { ar } from '@roundtable/shared/words/ar'
import { en } from '@roundtable/shared/words/en'
import { es } from '@roundtable/shared/words/es'
import { fr } from '@roundtable/shared/words/fr'
import { ru } from '@roundtable/shared/words/ru'
import { zh } from '@roundtable/shared/words/zh'
import { root } from '../support/places'
import { inside } from './sources'

const textOf = (file: string) => inside(file).map(({ text }) => text).join('\n')

describe.each(Object.keys(COMMANDS))('the command %s', (name) => {
  const [domain, command] = name.split('/') as [string, string]

  it('has its contract, its row, its handler and its example', () => {
    expect(textOf(`shared/src/${domain}/${domain}.contract.ts`)).toMatch(new RegExp(`^ {4}${command}: `, 'm'))
    expect(Object.hasOwn(WHO_MAY, name)).toBe(true)
    expect(inside(`server/src/${domain}/`).some(({ file, text }) => file.endsWith('.handlers.ts') && new RegExp(`^ {2,4}(async )?${command}\\b`, 'm').test(text)), name).toBe(true)
    expect(textOf('tests/support/examples/')).toMatch(new RegExp(`^ {2}'${name}':`, 'm'))
  })

  it('is done in a test of its own, beside the generated ones', () => {
    const told = inside('tests/').filter(({ file }) => (/\.test\.ts$/.test(file) || file === 'tests/support/table.ts') && !file.startsWith('tests/shape/'))
    expect(told.some(({ text }) => text.includes(name) || text.includes(`${command}(`)), name).toBe(true)
  })

  it('is said in the table of who may, in each language', () => {
    const key = `permissions.action.${name}` as keyof typeof en
    expect(en[key]).toBeTruthy()
    expect(ar[key]).toBeTruthy()
  })
})

it('every query has its contract, its row and its handler', () => {
  for (const name of Object.keys(QUERIES)) {
    const [domain, query] = name.split('/') as [string, string]
    expect(Object.hasOwn(WHO_MAY, name), name).toBe(true)
    expect(inside(`server/src/${domain}/`).some(({ file, text }) => /\.(handlers|queries)\.ts$/.test(file) && new RegExp(`^ {2,4}${query}\\b`, 'm').test(text)), name).toBe(true)
  }
})

it('commands are orders, events are past tense, and each event is applied by a kind of aggregate', () => {
  const types = Object.values(CONTRACTS).flatMap(({ events }) => Object.keys(events))
  expect(new Set(types).size, 'unique over all domains').toBe(types.length)
  expect(Object.keys(AGGREGATES).length).toBeGreaterThan(0)
  const rules = inside('shared/src/').filter(({ file }) => file.endsWith('.rules.ts')).map(({ text }) => text).join('\n')
  for (const type of Object.keys(EVENTS)) {
    expect(type, 'past tense').toMatch(/(ed|Made|Hidden|Withdrawn)$/)
    expect(rules, type).toContain(`'${type}'`)
  }
})

describe('every refusal', () => {
  it.each(Object.keys(STATUS))('%s has a sentence of its own in each language', (id) => {
    const key = `refusal.${id}` as keyof typeof en
    for (const language of LANGUAGES) expect({ en, ar, zh, fr, ru, es }[language][key], language).toMatch(/[.؟!。？]$/)
  })

  it('is used somewhere, and none is used that has no status', () => {
    const code = inside('shared/src/', 'server/src/').filter(({ file }) => !file.includes('/words/') && !file.endsWith('base/refusal.ts')).map(({ text }) => text).join('\n')
    expect(Object.keys(STATUS).filter((id) => !code.includes(`'${id}'`))).toEqual([])
  })
})

it('no test quotes a rule that is not written', () => {
  const papers = Object.keys(CONTRACTS).map((domain) => join(root, `shared/src/${domain}/${domain}.RULES.md`)).filter(existsSync).map((file) => readFileSync(file, 'utf8'))
  const numbered = [...[textOf('shared/src/'), ...papers].join('\n').matchAll(/\b((?:ACC|BOD|MEE|PAP|DIS|OUT|SUR)-\d+)\b/g)].map(([, number]) => number!)
  const tested = [...inside('tests/').filter(({ file }) => file.endsWith('.test.ts')).map(({ text }) => text).join('\n').matchAll(/\[((?:ACC|BOD|MEE|PAP|DIS|OUT|SUR)-\d+)\]/g)].map(([, number]) => number!)
  expect([...new Set(tested)].filter((number) => !numbered.includes(number))).toEqual([])
})
