// The pages as they are made, without a server: what a reader finds on them, in both languages, and what never gets on to them.
import { JSDOM } from 'jsdom'
import { describe, expect, it } from 'vitest'
import { LANGUAGES, NAMES, tagOf } from '@roundtable/shared/base/languages'
import { ROLES } from '@roundtable/shared/permissions/roles'
import { WHO_MAY } from '@roundtable/shared/permissions/who-may'
import { bodyPage } from '../../server/src/bodies/bodies.page'
import { regionCsv } from '../../server/src/bodies/bodies.region'
import { frontPage } from '../../server/src/pages/front.page'
import { wholeDocument, type Page } from '../../server/src/pages/layout'
import { notFoundPage } from '../../server/src/pages/plain.pages'
import type { View } from '../../server/src/pages/view'
import { whoMayPage } from '../../server/src/pages/who-may.page'
import { changeBetween, meanOf } from '@roundtable/shared/survey/means.rules'
import { regionOf } from '../../server/src/survey/survey.region'
import { body, content, digest, EASTERN, editionRows, entries, frozen, seatOf, seats, viewIn, still } from './samples'
import { outcomePage } from '../../server/src/outcomes/outcomes.page'

const shown = (view: View, page: Page) => {
  const text = wholeDocument(view, page)
  return { text, document: new JSDOM(text).window.document }
}
const region = regionOf({ edition: 2012, rows: await editionRows(2012) }, { edition: 2024, rows: await editionRows(2024) }, EASTERN)
const HOSTILE = '<script>alert(1)</script>"><img src=x onerror=alert(1)>\u202Egpj'
const wordsIn = (document: Document, selector: string) => [...document.querySelectorAll(selector)].map((one) => one.textContent?.replace(/\s+/g, ' ').trim())

const all = (view: View): Page[] => [
  frontPage(view, { bodies: [{ ...body, seats: 27 }], outcomes: entries }), bodyPage(view, { ...still, body, seats, outcomes: entries, region }),
  outcomePage(view, { frozen, sha256: digest }), whoMayPage(view), notFoundPage(view, '/bodies/none'),
]

describe.each(LANGUAGES)('every page in %s', { timeout: 30_000 }, (language) => {
  it('is complete: language, direction, title, one heading, a way past the top line, every language in one click', () => {
    for (const page of all(viewIn(language))) {
      const { document, text } = shown(viewIn(language), page)
      expect(document.documentElement.lang).toBe(tagOf(language))
      expect(document.documentElement.dir).toBe(language === 'ar' ? 'rtl' : 'ltr')
      expect(document.title).not.toBe('')
      expect(document.querySelector('meta[name="description"]')!.getAttribute('content')).not.toBe('')
      expect(document.querySelectorAll('h1')).toHaveLength(1)
      expect(document.querySelector('.skip')!.getAttribute('href')).toBe('#main')
      expect(wordsIn(document, '.langs a')).toEqual(Object.values(NAMES))
      expect([...document.querySelectorAll('.langs a')].map((one) => [one.getAttribute('href'), one.getAttribute('aria-current') === 'true'])).toEqual(LANGUAGES.map((one) => [`${page.path}?lang=${one}`, one === language]))
      expect(text).not.toMatch(/<script|<style|\son\w+=|javascript:|undefined|NaN/)
    }
  })

  it('says that it is a demonstration where it is one, and only there', () => {
    for (const demonstration of [true, false]) {
      const view = viewIn(language, { demonstration })
      for (const page of all(view)) {
        const { document } = shown(view, page)
        expect(document.querySelectorAll('.badge')).toHaveLength(demonstration ? 1 : 0)
        expect(document.querySelector('.foot')!.textContent!.includes(view.say('base.demonstration.says'))).toBe(demonstration)
      }
    }
  })
})

describe('where a page stands', () => {
  it('names its own address, and itself in each language', () => {
    const { document } = shown(viewIn('en'), bodyPage(viewIn('en'), { ...still, body, seats, outcomes: [] }))
    expect(document.querySelector('link[rel="canonical"]')!.getAttribute('href')).toBe('https://table.example/bodies/RT.EAF')
    expect(document.querySelector('link[hreflang="ar"]')!.getAttribute('href')).toBe('https://table.example/bodies/RT.EAF?lang=ar')
    const chosen = shown(viewIn('ar', { inAddress: true }), bodyPage(viewIn('ar'), { ...still, body, seats, outcomes: [] })).document
    expect(chosen.querySelector('link[rel="canonical"]')!.getAttribute('href')).toBe('https://table.example/bodies/RT.EAF?lang=ar')
  })

  it('is not for search engines when there is no such page', () => {
    const { document } = shown(viewIn('en'), notFoundPage(viewIn('en'), '/bodies/none'))
    expect(document.querySelector('link[rel="canonical"]')).toBeNull()
    expect(document.querySelector('meta[name="robots"]')!.getAttribute('content')).toBe('noindex')
  })
})

describe('the page of a body', () => {
  const { document } = shown(viewIn('en'), bodyPage(viewIn('en'), { ...still, body, seats, outcomes: entries, region }))

  it('counts its seats in the ring and says who they are', () => {
    expect(document.querySelector('.ring')!.getAttribute('aria-label')).toBe('27 seats at one table. 24 members, 2 observers, 1 expert')
    expect(document.querySelectorAll('.ring path')).toHaveLength(27)
    expect(wordsIn(document, '.mem h3')).toEqual(['National government18', 'Local government1', 'Parliament1', 'Private sector2', 'Civil society1', 'Academia1', 'Observers2', 'Experts1'])
  })

  it('names governments by their State in the reader’s language and order, others as they call themselves', () => {
    expect(wordsIn(document, '.mem .wide li').slice(0, 3)).toEqual(['Burundi', 'Comoros', 'Djibouti'])
    const arabic = shown(viewIn('ar'), bodyPage(viewIn('ar'), { ...still, body, seats, outcomes: [] })).document
    const names = wordsIn(arabic, '.mem .wide li')
    expect(names).toContain('كينيا')
    expect(names).toEqual([...names].sort(new Intl.Collator('ar').compare))
    expect(wordsIn(arabic, '.mem li')).toContain('Civic Data Network')
  })

  it('gives the means of the ranked States as its own calculation, and every figure in a table', () => {
    expect(region).toMatchObject({ mean: { first: '0.2968', last: '0.3903' }, world: { first: '0.4959', last: '0.6382' } })
    const says = document.querySelector('#survey')!.textContent!
    expect(says).toContain('rose from 0.2968 in 2012 to 0.3903 in 2024')
    expect(says).toContain('grew from 0.1991 to 0.2479')
    expect(says).toContain('Means: our calculation')
    expect(wordsIn(document, '.fold tbody tr')).toHaveLength(18)
    expect(wordsIn(document, '.fold tbody tr')).toContain('Kenya0.42120.6314')
    expect(wordsIn(document, '.chart--wide text')).toContain('0.6314')
  })

  it('shows no Survey without government seats, and no outcome where there is none', () => {
    const bare = shown(viewIn('en'), bodyPage(viewIn('en'), { ...still, body, seats: seats.slice(18), outcomes: [] })).document
    expect(bare.querySelector('#survey')).toBeNull()
    expect(bare.querySelector('.cat')).toBeNull()
    expect(bare.querySelector('#outcomes')!.textContent).toContain('has not published an outcome yet')
  })

  it('leads to the table and to an application', () => {
    expect([...document.querySelectorAll('.way-in .acts a')].map((one) => one.getAttribute('href'))).toEqual(['/table/ibody', '/apply/ibody'])
  })

  it('keeps hostile names harmless, in both directions', () => {
    for (const language of LANGUAGES) {
      const view = viewIn(language)
      const hostile = { ...body, name: { en: HOSTILE }, officers: { ...body.officers, chair: [{ person: 'p', name: HOSTILE }] } }
      const { document: page, text } = shown(view, bodyPage(view, { ...still, body: hostile, seats: [seatOf('s', HOSTILE, 'civil-society'), seatOf('o', 'منظمة', 'academia', { class: 'observer' })], outcomes: [{ ...entries[0]!, title: HOSTILE }] }))
      expect(page.querySelectorAll('script, img')).toHaveLength(0)
      expect(text).not.toContain('\u202E')
      expect(page.querySelector('.mem li bdi')!.getAttribute('dir')).toBe('auto')
      expect(page.querySelector('.mem li')!.textContent).toContain('<script>alert(1)</script>')
    }
  })
})

describe('a region in the Survey', () => {
  const row = (iso3: string, egdi?: string) => ({ iso3, status: egdi ? 'ranked' as const : 'unranked' as const, egdi })

  it('takes means of ranked States only, from all five decimals, half up', () => {
    expect(meanOf([row('KEN', '0.10000'), row('RWA', '0.10010'), row('SSD')], 'egdi')).toBe('0.1001')
    expect(meanOf([row('SSD')], 'egdi')).toBeUndefined()
    expect(changeBetween('0.2968', '0.4959').by).toBe('0.1991')
  })

  it('puts words, never a zero, where a State has no figure', () => {
    const some = regionOf({ edition: 2012, rows: [row('KEN', '0.42117')] }, { edition: 2024, rows: [row('KEN', '0.63140'), row('SSD')] }, ['SSD', 'KEN', 'KEN'])
    expect(some.states.map(({ iso3 }) => iso3)).toEqual(['KEN', 'SSD'])
    const { document } = shown(viewIn('en'), bodyPage(viewIn('en'), { ...still, body, seats, outcomes: [], region: some }))
    expect(wordsIn(document, '.chart--narrow text')).toContain('Not ranked in this edition')
    expect(wordsIn(document, '.fold tbody tr')).toEqual(['Kenya0.42120.6314', 'South SudanNo figure recordedNot ranked in this edition'])
    expect(regionCsv(some)).toBe('iso3,state,egdi_2012,status_2012,egdi_2024,status_2024\nKEN,"Kenya",0.4212,recorded,0.6314,recorded\nSSD,"South Sudan",,unknown,,unranked\n')
  })
})

describe('the page of an outcome', () => {
  const { document } = shown(viewIn('en'), outcomePage(viewIn('en'), { frozen, sha256: digest }))

  it('carries the masthead, the act and the digest', () => {
    expect(document.querySelector('.m1')!.textContent).toContain('RT.EAF/2026/1')
    expect(wordsIn(document, '.m2 > div')).toEqual(['Regional Roundtable for Eastern Africa', 'Distr.: General25 November 2026Original: English'])
    expect(document.querySelector('.end')!.textContent).toBe('24 November 2026Adopted by consensus, as orally revised')
    expect(document.querySelector('.seal code')!.textContent).toBe(digest)
    expect(document.querySelector('.qr path:last-child')!.getAttribute('d')!.length).toBeGreaterThan(500)
  })

  it('prints numbers as documents do, and gives each numbered paragraph a place to link to', () => {
    expect(wordsIn(document, '.body-text .n')).toEqual(['1.', '2.', '2 bis.', '3.', '(a)', '(b)', '(i)', '(ii)', '1.'])
    expect([...document.querySelectorAll('.body-text p')].map(({ id }) => id)).toEqual(['p-1', 'p-2', 'p-2-bis', 'p-3', 'p-3-a', 'p-3-b', 'p-3-b-i', 'p-3-b-ii', 'p-pp1', 'p-op1'])
  })

  it('ties each mark to its footnote and each footnote back to its first mark', () => {
    const marks = [...document.querySelectorAll('.body-text sup a')]
    expect(marks.map((one) => one.getAttribute('href'))).toEqual(['#f1', '#f2', '#f3', '#f2'])
    for (const one of marks) expect(document.querySelector(one.getAttribute('href')!)).not.toBeNull()
    expect([...document.querySelectorAll('.notes .back')].map((one) => document.querySelector(one.getAttribute('href')!)?.textContent)).toEqual(['1', '2', '3'])
    expect(document.querySelector('#f1')!.querySelectorAll('p')).toHaveLength(2)
    expect(new Set([...document.querySelectorAll('[id]')].map(({ id }) => id)).size).toBe(document.querySelectorAll('[id]').length)
  })

  it('speaks its own language within a page in the reader’s', () => {
    const arabic = shown(viewIn('ar'), outcomePage(viewIn('ar'), { frozen, sha256: digest })).document
    const sheet = arabic.querySelector('.sheet')!
    expect([sheet.getAttribute('lang'), sheet.getAttribute('dir')]).toEqual(['en', 'ltr'])
    expect(sheet.textContent).toContain('Adopted by consensus')
    expect(arabic.querySelector('.sheetbar')!.textContent).toContain('صدرت هذه الوثيقة بالإنكليزية')
    expect(document.querySelector('.only')).toBeNull()
  })

  it('keeps hostile texts harmless and links to web and mail addresses only', () => {
    const text = (words: string, href?: string) => ({ type: 'text' as const, text: words, href })
    const hostile = { ...frozen, content: { ...content, title: HOSTILE, paragraphs: [{ id: 'b', role: 'text' as const, number: '1', runs: [text(HOSTILE), text('bad', 'javascript:alert(1)'), text('odd', 'https://a.example/"onmouseover="x'), text('good', 'https://a.example/')] }], footnotes: [{ number: 1, paragraphs: [[text(HOSTILE)]] }] } }
    const { document: page } = shown(viewIn('en'), outcomePage(viewIn('en'), { frozen: hostile, sha256: digest }))
    expect(page.querySelectorAll('script, img, [onmouseover]')).toHaveLength(0)
    expect([...page.querySelectorAll('.body-text a')].map((one) => one.textContent)).not.toContain('bad')
    expect([...page.querySelectorAll('.body-text a')].map((one) => one.textContent)).toContain('good')
    expect(page.body.textContent).not.toContain('\u202E')
  })
})

describe('the permission table', { timeout: 30_000 }, () => {
  it('shows every action and every role, as the gate has them', () => {
    const { document } = shown(viewIn('en'), whoMayPage(viewIn('en')))
    const rows = [...document.querySelectorAll('.who-may tbody tr[id]')]
    expect(rows.map(({ id }) => id).sort()).toEqual(Object.keys(WHO_MAY).map((action) => action.replace('/', '-')).sort())
    const say = viewIn('en').say
    for (const [action, { who }] of Object.entries(WHO_MAY)) {
      const cells = wordsIn(document, `#${action.replace('/', '-')} td .gr`)
      expect(cells).toEqual(ROLES.map((role) => say(`permissions.grant.${who[role]}`)))
    }
  })
})
