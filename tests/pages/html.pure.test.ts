// The template that all pages are made with: nothing people typed comes out as markup, whatever it is put into.
import fc from 'fast-check'
import { JSDOM } from 'jsdom'
import { describe, expect, it } from 'vitest'
import { html, sign, typed, unbroken } from '../../server/src/pages/html'

const bodyOf = (markup: string) => JSDOM.fragment(markup)

describe('html', () => {
  it('keeps words as words, in text and in attributes', () => {
    expect(html`<p title="${'"><img src=x onerror=alert(1)>'}">${'<script>alert(1)</script>'} & ${'&amp;'}</p>`.toString())
      .toBe('<p title="&quot;&gt;&lt;img src=x onerror=alert(1)&gt;">&lt;script&gt;alert(1)&lt;/script&gt; & &amp;amp;</p>')
  })

  it('lets through what it made itself, lists of it too, and nothing for what is absent', () => {
    expect(html`<ul>${['a', '<b>'].map((one) => html`<li>${one}</li>`)}${undefined}${null}${false}${0}</ul>`.toString()).toBe('<ul><li>a</li><li>&lt;b&gt;</li>0</ul>')
  })

  it('takes nothing for its own that only looks so', () => {
    const forged = { toString: () => '<b>forged</b>' } as unknown as string
    expect(html`${forged}`.toString()).toBe('&lt;b&gt;forged&lt;/b&gt;')
  })

  it('refuses an attribute without quotation marks', () => {
    expect(() => html`<a href=${'x'}>`).toThrow('quotation marks')
  })

  it('drops bidi overrides and control characters', () => {
    expect(typed('safe\u202Egpj.exe\u2066\u0000').toString()).toBe('<bdi dir="auto">safegpj.exe</bdi>')
    expect(sign('RT.EAF/2026/1').toString()).toBe('<bdi dir="ltr">RT.EAF/2026/1</bdi>')
  })

  it('keeps e-government in one piece and its letters as they were', () => {
    const body = bodyOf(unbroken('On e-government and E-Participation').toString())
    expect(body.textContent).toBe('On e-government and E-Participation')
    expect([...body.querySelectorAll('.nb')].map((one) => one.textContent)).toEqual(['e-government', 'E-Participation'])
  })

  it('any text comes back as the same text and makes no element of its own', () => {
    fc.assert(fc.property(fc.string({ unit: fc.constantFrom('<', '>', '"', '\'', '&', 'a', ' ', '/', '=', '`', '-', '!', 'script', 'ع', ';', '#x3C') }), (text) => {
      const body = bodyOf(html`<p title="${text}">${text}</p>`.toString())
      expect(body.children).toHaveLength(1)
      expect(body.querySelector('p')!.children).toHaveLength(0)
      expect(body.querySelector('p')!.textContent).toBe(text)
      expect(body.querySelector('p')!.getAttribute('title')).toBe(text)
    }), { verbose: 1, numRuns: 60 })
  })
})
