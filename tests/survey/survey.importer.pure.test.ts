// The importer on real and on broken files, whole and in pieces: what it takes, and what it says on which line.
import { createHash } from 'node:crypto'
import { createReadStream, readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { MOST_BYTES, readEdition } from '../../server/src/survey/survey.importer'

const path = (edition: number) => fileURLToPath(new URL(`../../prisma/seed/survey/${edition}.csv`, import.meta.url))
const CSV = readFileSync(path(2012), 'utf8')
const lines = CSV.trimEnd().split('\n')
const lineOf = (iso3: string) => lines.findIndex((one) => one.startsWith(`${iso3},`)) + 1
const row = (iso3: string) => lines[lineOf(iso3) - 1] ?? ''

async function rowsIn(source: Parameters<typeof readEdition>[1], edition = 2012) {
  const file = await readEdition(edition, source)
  return 'edition' in file && 'rows' in file.edition ? file.edition.rows : file
}
async function problemsIn(source: Parameters<typeof readEdition>[1]) {
  const file = await readEdition(2012, source)
  if (!('edition' in file) || !('problems' in file.edition)) throw new Error('nothing was wrong')
  return file.edition.problems
}
const ids = async (source: Parameters<typeof readEdition>[1]) => (await problemsIn(source)).map(({ line, id }) => [line, id])
async function* pieces(bytes: Uint8Array, size: number) {
  for (let at = 0; at < bytes.length; at += size) yield bytes.subarray(at, at + size)
}

describe('a file that keeps the rules', () => {
  it('[SUR-2] is read whole, with the digest of its bytes', async () => {
    const file = await readEdition(2012, createReadStream(path(2012)))
    expect(file).toMatchObject({ sha256: createHash('sha256').update(CSV).digest('hex') })
    expect(await rowsIn(CSV)).toHaveLength(193)
    expect((await rowsIn(CSV) as { iso3: string }[]).find(({ iso3 }) => iso3 === 'KEN')).toEqual({ iso3: 'KEN', status: 'ranked', egdi: '0.42117', rank: 119, osi: '0.43137', tii: '0.12122', hci: '0.71093', epi: '0.05260' })
  })

  it('[SUR-1] byte order mark, CRLF, a lone CR, blank lines, quoted cells and a missing last line end change nothing but the digest', async () => {
    const plain = await rowsIn(CSV)
    for (const other of [`\uFEFF${CSV}`, CSV.replaceAll('\n', '\r\n'), CSV.replaceAll('\n', '\r'), CSV.replace('\n', '\r\n'), `${CSV}\n\n`, CSV.replaceAll('\n', '\n\n'), CSV.trimEnd(), CSV.replace('KEN,ranked', '"KEN","ranked"')]) {
      expect(await rowsIn(other)).toEqual(plain)
      expect(await readEdition(2012, other)).not.toMatchObject({ sha256: createHash('sha256').update(CSV).digest('hex') })
    }
  })

  it('is the same in pieces of any size, also cut within a line end or a byte order mark; so are the lines of a broken one', async () => {
    const good = Buffer.from(`\uFEFF${CSV.replaceAll('\n', '\r\n')}`)
    const broken = Buffer.from(good.toString().replace('ZWE,ranked', 'ZWE,Ränked'))
    const [whole, wrong] = [await readEdition(2012, good.toString()), await readEdition(2012, broken.toString())]
    expect(wrong).toMatchObject({ edition: { problems: [{ line: 194, id: 'status', params: { value: 'Ränked' } }] } })
    await fc.assert(fc.asyncProperty(fc.integer({ min: 1, max: 4000 }), async (size) => {
      expect(await readEdition(2012, pieces(good, size))).toEqual(whole)
      expect(await readEdition(2012, pieces(broken, size))).toEqual(wrong)
    }), { numRuns: 25, examples: [[1], [2], [3]], verbose: 1 })
  })

  it('the two figures of 2003 above 1 are taken in their edition and in no other', async () => {
    const of2003 = readFileSync(path(2003), 'utf8')
    expect(await rowsIn(of2003, 2003)).toHaveLength(193)
    expect(await rowsIn(of2003, 2004)).toMatchObject({ edition: { count: 2 } })
  })
})

describe('a file that does not', () => {
  it('[SUR-1] wrong header, semicolons, no header, HTML, nothing', async () => {
    for (const text of [CSV.replace('iso3,', 'code,'), CSV.replaceAll(',', ';'), lines.slice(1).join('\n'), '<!doctype html><title>Not found</title>', '\n\n', '']) expect(await ids(text)).toEqual([[1, 'header']])
  })

  it('[SUR-2] a missing State is named on the last line, a doubled one where it stands again', async () => {
    expect(await problemsIn(CSV.replace(`${row('RWA')}\n`, ''))).toEqual([{ line: 193, id: 'missing', params: { iso3: 'RWA' } }])
    expect(await problemsIn(CSV.replace(row('RWA'), row('KEN')))).toEqual([{ line: lineOf('RWA'), id: 'twice', params: { iso3: 'KEN', first: lineOf('KEN') } }, { line: 194, id: 'missing', params: { iso3: 'RWA' } }])
  })

  it('[SUR-4] NaN, formulas and decimal commas are listed on their lines', async () => {
    const broken = CSV.replace(row('KEN'), 'KEN,ranked,NaN,119,0.43137,0.12121,0.71105,0.07890').replace(row('RWA'), 'RWA,ranked,0.33,140,=SUM(A1:A9),0.1,0.5,"0,07"')
    expect(await ids(broken)).toEqual([[lineOf('KEN'), 'figure'], [lineOf('RWA'), 'figure'], [lineOf('RWA'), 'figure']])
  })

  it('[SUR-2] a quoted line end is wrong, and the lines after it keep their numbers', async () => {
    const broken = CSV.replace('\nKEN,ranked', '\n"KEN\nA",ranked').replace('\nRWA,ranked', '\nRWA,Ranked')
    expect(await ids(broken)).toEqual([[lineOf('KEN'), 'state'], [lineOf('RWA') + 1, 'status'], [195, 'missing']])
  })

  it('quotation marks that never close are said once, and nobody is called missing', async () => {
    expect(await ids(CSV.replace('\nKEN,ranked', '\n"KEN,ranked'))).toEqual([[lineOf('KEN'), 'quotes']])
    expect((await ids(CSV.replace('\nKEN,ranked', '\n"KEN"x,ranked')))[0]).toEqual([lineOf('KEN'), 'quotes'])
  })

  it('bytes that are not UTF-8, and NUL bytes', async () => {
    const bytes = Buffer.from(CSV)
    bytes[CSV.indexOf('KEN')] = 0xff
    expect(await ids(pieces(bytes, 100_000))).toEqual([[lineOf('KEN'), 'encoding'], [194, 'missing']])
    expect(await ids(CSV.replace('KEN', 'K\0N'))).toEqual([[lineOf('KEN'), 'state'], [194, 'missing']])
    expect(await ids(inUtf16(CSV))).toEqual([[1, 'encoding']])
  })

  it('201 kB is too large, however it comes, and is not read to its end', async () => {
    const large = CSV + '\n'.repeat(201_000 - CSV.length)
    expect(await readEdition(2012, large)).toEqual({ tooLarge: true })
    let given = 0
    async function* endless() {
      for (;;) {
        given += 50_000
        yield Buffer.alloc(50_000, '\n')
      }
    }
    expect(await readEdition(2012, endless())).toEqual({ tooLarge: true })
    expect(given).toBeLessThanOrEqual(MOST_BYTES + 100_000)
    expect(await rowsIn(CSV + '\n'.repeat(MOST_BYTES - CSV.length))).toHaveLength(193)
  })

  it('a source that breaks off is an error, not an edition', async () => {
    async function* torn() {
      yield Buffer.from(CSV.slice(0, 5000))
      throw new Error('the disk went away')
    }
    await expect(readEdition(2012, torn())).rejects.toThrow('the disk went away')
  })
})

/** The same text as UTF-16, as spreadsheets save it. */
const inUtf16 = (text: string) => pieces(Buffer.from(`\uFEFF${text}`, 'utf16le'), 100_000)
