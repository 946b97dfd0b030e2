// @vitest-environment jsdom
// What is pasted becomes the paper's schema, from pages, from Word, from attackers.
import * as fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { blocksFromPasted, blocksFromText } from '@roundtable/shared/papers/paste'
import type { Known, PastedNode } from '@roundtable/shared/papers/paste'
import { LIMITS, linkOf, PLACE } from '@roundtable/shared/papers/schema'
import { treeOf } from '../../client/src/papers/editor/clipboard'

const blocks = (html: string, known?: Known) => blocksFromPasted(treeOf(html), known)
const short = (html: string) => blocks(html).map(({ role, level, runs }) => `${role === 'text' ? '' : role}${level ?? ''}:${runs.map(({ text, marks }) => { const names = Object.keys(marks).map((name) => name[0]).join(''); return names ? `{${names} ${text}}` : text }).join('')}`)

describe('pages', () => {
  test('headings, paragraphs, bold, italic, links', () => {
    expect(short('<h1>Title</h1><p>One <b>two</b> <em>three <strong>four</strong></em> <a href="https://un.org">five</a></p><h5>Deep</h5>'))
      .toEqual(['heading1:Title', ':One {b two} {i three }{bi four} {l five}', 'heading3:Deep'])
  })
  test('lists become paragraphs, deeper ones deeper; tables become lines; line breaks part', () => {
    expect(short('<ul><li>a<ol><li>b</li></ol></li><li><p>c</p></li></ul>')).toEqual(['1:a', '2:b', '1:c'])
    expect(short('<table><caption>T</caption><tr><th>State</th><th>EGDI</th></tr><tr><td>Kenya</td><td><b>0.6314</b></td></tr></table>')).toEqual([':T', ':State | EGDI', ':Kenya | {b 0.6314}'])
    expect(short('one<br>two<div>three</div>four')).toEqual([':one', ':two', ':three', ':four'])
  })
  test('blanks as a page shows them', () => expect(short('<p>  one\n   two&nbsp;&nbsp;three </p> <p> </p>')).toEqual([':one two three']))
  test('what a copied page says of weight counts, not its tag', () => expect(short('<b style="font-weight:normal"><p>one <span style="font-weight:700">two</span></p></b>')).toEqual([':one {b two}']))
  test('our own copies keep their kind; a known citation is a citation again, an unknown one its words', () => {
    const html = '<p data-role="operative" data-level="1">at <span data-citation="c1">0.6314</span><span data-note="n1">[1]</span></p>'
    expect(blocks(html, { citation: (id) => id === 'c1', note: (id) => id === 'n1' })).toEqual([{ role: 'operative', level: '1', runs: [{ text: 'at ', marks: {} }, { text: PLACE, marks: { citation: { id: 'c1' } } }, { text: PLACE, marks: { note: { id: 'n1' } } }] }])
    expect(short(html)).toEqual(['operative1:at 0.6314[1]'])
  })
})

describe('Word', () => {
  test('headings, list items without their typed numbers, no styles, no comments', () => {
    expect(short(`<html xmlns:o="x"><head><style>p.MsoNormal{color:red}</style><!--[if gte mso 9]><xml>junk</xml><![endif]--></head><body lang=EN-GB>
      <p class=MsoTitle>The title<o:p></o:p></p><h2><span style='mso-list:Ignore'>1.<span>&nbsp;&nbsp;</span></span>Part</h2>
      <p class=MsoListParagraph style='margin-left:36pt;mso-list:l0 level1 lfo1'><![if !supportLists]><span style='mso-list:Ignore'>(a)<span style='font:7.0pt "Times New Roman"'>&nbsp;&nbsp; </span></span><![endif]>First <b>item</b></p>
      <p class=MsoListParagraph style='mso-list:l0 level2 lfo1'><span style='mso-list:Ignore'>(i)</span>Second</p>
      <p class=MsoNormal><span style='display:none;mso-hide:all'>hidden</span>Text<o:p>&nbsp;</o:p></p></body></html>`))
      .toEqual(['heading1:The title', 'heading2:Part', '1:First {b item}', '2:Second', ':Text'])
  })
})

describe('hostile', () => {
  test.each([
    '<script>alert(1)</script>', '<style>p{}</style>', '<img src=x onerror=alert(1)>', '<svg><a xlink:href="javascript:x"><text>x</text></a></svg>', '<iframe srcdoc="<p>x">', '<object data=x>x</object>', '<template><p>x</p></template>', '<math><mi>x</mi></math>', '<textarea><p>x</p></textarea>', '<noscript><p>x</p></noscript>', '<p style="display:none">x</p>', '<form><input value=x><button>x</button></form>',
  ])('%s leaves nothing', (html) => expect(blocks(`<p></p>${html}`)).toEqual([]))
  test.each(['javascript:alert(1)', ' java\nscript:alert(1)', 'data:text/html,<script>', '&#106;avascript:alert(1)', '//evil.example'])('a link to %j is words', (href) => expect(short(`<a href="${href}">words</a>`)).toEqual([':words']))
  test('bidi tricks, control characters and places do not come through', () => expect(blocks(`<p>a\u202Eb\u0007c${PLACE}d</p>`)[0]!.runs).toEqual([{ text: 'abcd', marks: {} }]))
  test('ids that are no ids are neither citations nor notes', () => {
    for (const kind of ['citation', 'note']) expect(blocks(`<span data-${kind}="a b">x</span>`, { citation: () => true, note: () => true })[0]!.runs[0]!.marks).toEqual({})
  })
  test('a page ten thousand deep, a paragraph without end, a million paragraphs', () => {
    let deep: PastedNode = 'x'
    for (let depth = 0; depth < 10_000; depth += 1) deep = { name: 'div', attributes: {}, children: [deep] }
    expect(blocksFromPasted(deep)).toEqual([])
    const long = blocks(`<p>${'wörd '.repeat(LIMITS.paragraph)}</p>`)
    expect(long[0]!.runs[0]!.text.length).toBeLessThanOrEqual(LIMITS.paragraph)
    expect(blocksFromText('x\n'.repeat(LIMITS.paragraphs * 2))).toHaveLength(LIMITS.paragraphs)
    expect(blocksFromPasted({ name: 'body', attributes: {}, children: Array.from({ length: LIMITS.paragraphs + 1 }, () => ({ name: 'p', attributes: {}, children: ['x'] })) })).toHaveLength(LIMITS.paragraphs)
  })
  test('a paragraph that is cut is not cut within a character', () => {
    expect(blocksFromText(`${'x'.repeat(LIMITS.paragraph - 1)}🌍`)[0]!.runs).toEqual([{ text: 'x'.repeat(LIMITS.paragraph - 1), marks: {} }])
  })
  test('whatever is pasted, only the schema comes out', () => {
    const tag = fc.constantFrom('p', 'b', 'a href="javascript:x"', 'a href="https://x.org"', 'h2', 'li', 'ul', 'tr', 'td', 'table', 'script', 'span style="font-weight:bold;color:red"', 'br', 'o:p', 'div data-role="note"', 'p data-role="operative" data-level="7"', '/p', '/div', '/ul', '/script')
    const html = fc.array(fc.oneof(fc.string(), tag.map((name) => `<${name}>`), fc.constant(PLACE)), { maxLength: 30 }).map((parts) => parts.join(''))
    fc.assert(fc.property(html, (page) => {
      for (const { role, level, runs } of blocks(page)) {
        expect(['text', 'heading', 'preambular', 'operative']).toContain(role)
        expect([undefined, '1', '2', '3']).toContain(level)
        expect(runs.length).toBeGreaterThan(0)
        for (const { text, marks } of runs) {
          expect(text).not.toMatch(/[\uFFFC\n\t\u202E]|^$/)
          for (const name of Object.keys(marks)) expect(['bold', 'italic', 'link']).toContain(name)
          if (marks.link) expect(linkOf(marks.link.href)).toBe(marks.link.href)
        }
      }
    }))
  })
})

test('plain text: nothing that does not show, no places', () => expect(blocksFromText(`a\u202Eb\u0007c${PLACE}d`)).toEqual([{ role: 'text', runs: [{ text: 'abcd', marks: {} }] }]))

test('plain text: a paragraph for each line', () => expect(blocksFromText('one\r\n\r\n two  three \nfour').map(({ runs }) => runs[0]!.text)).toEqual(['one', 'two three', 'four']))
