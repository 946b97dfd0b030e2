// A Word file that keeps authorship: each delegation's words are its tracked insertion, whose name may not be said is not in it, and Word can read it.
import { crc32 } from 'node:zlib'
import { describe, expect, it } from 'vitest'
import { OFFICE, SERVER, UNNAMED, type AuthoredBlock } from '@roundtable/shared/papers/authors'
import { authoredWord } from '@roundtable/shared/papers/authored-word'
import { PLACE } from '@roundtable/shared/papers/schema'
import { kindOfBytes } from '../../server/src/meetings/file-check'

const TEXT: AuthoredBlock[] = [
  { id: 'a', role: 'heading', level: '2', runs: [{ text: 'Scope', marks: {}, by: SERVER }] },
  { id: 'b', role: 'operative', runs: [
    { text: 'States <shall> ', marks: { bold: true }, by: 'kenya' }, { text: '& ciudades – 城市 😀 ', marks: { italic: true }, by: 'civil' }, { text: 'report ', marks: {}, by: UNNAMED },
    { text: PLACE, marks: { citation: { id: 'c' } }, by: OFFICE }, { text: ' here', marks: { link: { href: 'https://example.org/?a=1&b=2' } }, by: 'kenya' },
  ] },
]
const AUTHORS = [{ author: 'kenya', name: 'Kenya "A"' }, { author: 'civil', name: 'Civic Data & Network' }, { author: UNNAMED, name: 'Not attributed' }, { author: OFFICE, name: 'Bureau and secretariat' }, { author: SERVER, name: 'As it was brought in' }]
const made = (more: Partial<Parameters<typeof authoredWord>[0]> = {}) => authoredWord({ title: 'Paper', language: 'en', direction: 'ltr', heading: 'Who wrote what', paragraphs: TEXT, authors: AUTHORS, placed: () => '0.6314', ...more })

/** The parts of a zip that packs none, each with the sum that the zip says. */
function parts(file: Uint8Array): Record<string, string> {
  const bytes = Buffer.from(file)
  const found: Record<string, string> = {}
  for (let at = 0; bytes.readUInt32LE(at) === 0x04034b50;) {
    const [size, name] = [bytes.readUInt32LE(at + 22), bytes.readUInt16LE(at + 26)]
    const content = bytes.subarray(at + 30 + name, at + 30 + name + size)
    expect(crc32(content)).toBe(bytes.readUInt32LE(at + 14))
    found[bytes.toString('utf8', at + 30, at + 30 + name)] = content.toString()
    at += 30 + name + size
  }
  return found
}
const plain = (text: string): string => text.replace(/&#(\d+);/g, (_, code: string) => String.fromCharCode(Number(code)))
/** Whose insertion it is, and its words; of words outside one, nobody's. */
const told = (xml: string): [string | undefined, string][] => [...xml.matchAll(/(?:<w:ins w:id="\d+" w:author="([^"]*)">)?<w:r>.*?<w:t xml:space="preserve">([^<]*)<\/w:t>/g)].map(([, by, words]) => [by === undefined ? undefined : plain(by), plain(words!)])
/** Every part's tags close in their order. */
function wellFormed(xml: string): boolean {
  const open: string[] = []
  for (const [, end, name, alone] of xml.replace(/^<\?xml[^>]*\?>/, '').matchAll(/<(\/?)([\w:]+)(?:\s+[\w:]+="[^"<]*")*\s*(\/?)>/g)) {
    if (end) { if (open.pop() !== name) return false } else if (!alone) open.push(name!)
  }
  return open.length === 0 && !/&(?!#\d+;)/.test(xml)
}

describe('a Word file with authors', () => {
  it('is one: a zip with every part it names, each well formed, which the house itself would take in', async () => {
    expect(await kindOfBytes(Buffer.from(made()))).toBe('docx')
    const found = parts(made())
    for (const [name, xml] of Object.entries(found)) expect([name, wellFormed(xml)]).toEqual([name, true])
    for (const [, part] of found['[Content_Types].xml']!.matchAll(/PartName="\/([^"]+)"/g)) expect(found).toHaveProperty([part!])
    expect(plain(found['word/_rels/document.xml.rels']!)).toContain('Target="https://example.org/?a=1&b=2" TargetMode="External"')
  })

  it('says by tracked insertions which delegation wrote which words; what was brought in is nobody’s', () => {
    const { 'word/document.xml': xml } = parts(made())
    expect(told(xml!)).toEqual([
      [undefined, 'Paper'], [undefined, 'Scope'],
      ['Kenya "A"', 'States <shall> '], ['Civic Data & Network', '& ciudades – 城市 😀 '], ['Not attributed', 'report '], ['Bureau and secretariat', '0.6314'], ['Kenya "A"', ' here'],
      [undefined, 'Who wrote what'], ...AUTHORS.map(({ name }): [undefined, string] => [undefined, name]),
    ])
    expect(xml!.match(/<w:ins w:id="(\d+)"/g)).toHaveLength(new Set(xml!.match(/<w:ins w:id="(\d+)"/g)).size)
    expect(xml).not.toContain('w:date')
    expect(xml).toContain('<w:pStyle w:val="Heading2"/>')
    expect(xml).toContain('<w:hyperlink r:id="link1"><w:ins ')
  })

  it('runs from right to left where its language does', () => {
    const { 'word/document.xml': xml } = parts(made({ language: 'ar', direction: 'rtl' }))
    expect(xml!.match(/<w:bidi\/>/g)).toHaveLength(xml!.match(/<w:p>/g)!.length)
    expect(xml!.match(/<w:rtl\/>/g)).toHaveLength(xml!.match(/<w:r>/g)!.length)
    expect(parts(made())['word/document.xml']).not.toMatch(/<w:(?:bidi|rtl)\/>/)
  })
})
