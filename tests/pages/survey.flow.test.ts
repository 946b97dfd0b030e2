// The Survey's public pages as the server gives them, without a script: States, areas, groups, in every language, and what does not exist.
import { gzipSync } from 'node:zlib'
import { JSDOM } from 'jsdom'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { EXPLORER_VIEWS } from '@roundtable/shared/survey/explorer.views'
import { GROUP_IDS } from '@roundtable/shared/survey/group.ids'
import { areas, states } from '@roundtable/shared/survey/states'
import { openWorld, type World } from '../support/world'

describe('the Survey’s pages', () => {
  let world: World
  const get = (path: string) => fetch(world.url + path, { headers: { 'accept': 'text/html', 'accept-language': 'en' } })
  const page = async (path: string) => new JSDOM(await (await get(path)).text()).window.document
  beforeAll(async () => { world = await openWorld() })
  afterAll(() => world.close())

  it('the index leads to every State, area and group, and to the explorer’s views', async () => {
    const hrefs = [...(await page('/survey')).querySelectorAll('main a')].map((one) => one.getAttribute('href'))
    expect(hrefs).toHaveLength(states.length + areas.length + GROUP_IDS.length + EXPLORER_VIEWS.length)
    for (const path of ['/survey/states/KEN', '/survey/areas/014', '/survey/groups/ldc']) expect(hrefs).toContain(path)
  })

  it('a State: score before rank with the caution, history, components, every edition', async () => {
    const document = await page('/survey/states/KEN')
    const score = document.querySelector('.score')!.textContent
    expect(score.indexOf('0.6314')).toBeLessThan(score.indexOf('109 of 193'))
    for (const words of ['2022: 113', 'High EGDI (0.50 to 0.75)', 'Read the score first.', 'rose by 0.0725 from 2022 to 2024']) expect(score).toContain(words)
    expect([...document.querySelectorAll('.chart--wide text')].map((one) => one.textContent)).toEqual(expect.arrayContaining(['Kenya 0.6314', 'World 0.6382', 'Eastern Africa 0.3903']))
    expect([...document.querySelectorAll('tbody tr')].map((one) => one.textContent).at(0)).toContain('0.6314')
    expect(document.querySelectorAll('tbody tr')).toHaveLength(12)
    expect(document.querySelectorAll('script:not([src]), style')).toHaveLength(0)
  })

  it('what is not a figure is said in words and is no point of a line', async () => {
    const sudan = await page('/survey/states/SSD')
    expect(sudan.querySelector('tbody tr:last-child')!.textContent).toContain('Not yet a Member State')
    expect(sudan.querySelectorAll('.chart--wide .dot-own')).toHaveLength(7)
    const table = (await page('/survey/states/CAF')).querySelector('table')!.textContent
    expect(table).toContain('Not ranked in this edition')
    expect((await (await get('/survey/states/SSD.csv')).text()).split('\n')[1]).toBe('2003,SSD' + ',,not-member'.repeat(6))
  })

  it('areas and groups: means and shares, marked as our calculation', async () => {
    const area = await page('/survey/areas/014')
    expect(area.querySelector('main')!.textContent).toContain('our calculation')
    expect(area.querySelector('main')!.textContent).toContain('0.3903')
    expect((await page('/survey/areas/001')).querySelector('.pairs')!.textContent).toContain('76 of 193')
    for (const group of GROUP_IDS) expect((await page(`/survey/groups/${group}`)).querySelector('h1')!.textContent).not.toBe('')
    expect((await (await get('/survey/areas/014.csv')).text()).trim().split('\n').at(-1)).toBe('2024,0.3903,0.4024,0.3367,0.4317')
  })

  it('in each of the six languages, under 100 kB squeezed', async () => {
    for (const [language, name] of [['en', 'Kenya'], ['fr', 'Kenya'], ['es', 'Kenya'], ['ru', 'Кения'], ['zh', '肯尼亚'], ['ar', 'كينيا']]) {
      const text = await (await get(`/survey/states/KEN?lang=${language}`)).text()
      expect(new JSDOM(text).window.document.querySelector('h1')!.textContent).toBe(name)
      expect(gzipSync(text).length).toBeLessThan(50_000)
    }
  })

  it('what does not exist is 404', async () => {
    for (const path of ['/survey/states/ken', '/survey/states/XKX', '/survey/areas/999', '/survey/groups/__proto__', '/survey/else/014', '/survey/states/XKX.csv', '/survey/areas/014/more']) expect([path, (await get(path)).status]).toEqual([path, 404])
  })
})
