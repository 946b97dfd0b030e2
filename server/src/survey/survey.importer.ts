// Reads a file of the Survey as a stream, row by row, and gives either the whole edition or everything that is wrong with it.
import { createHash } from 'node:crypto'
import { Readable } from 'node:stream'
import Papa from 'papaparse'
import { finishReading, startReading, takeLine, type Edition, type Reading } from '@roundtable/shared/survey/survey.rows'

/** The longest file that is read. */
export const MOST_BYTES = 200_000

/** `sha256` is of the bytes as they came. */
export type FileRead = { edition: Edition; sha256: string } | { tooLarge: true }

export async function readEdition(edition: number, source: string | AsyncIterable<Uint8Array | string>): Promise<FileRead> {
  const reading = startReading(edition)
  const hash = createHash('sha256')
  const file = { bytes: 0 }
  await parse(Readable.from(text(typeof source === 'string' ? [source] : source, hash, file)), reading)
  if (file.bytes > MOST_BYTES) return { tooLarge: true }
  return { edition: finishReading(reading), sha256: hash.digest('hex') }
}

/** Without byte order mark and with one kind of line end; ends early where the file is too large. */
async function* text(source: Iterable<string> | AsyncIterable<Uint8Array | string>, hash: ReturnType<typeof createHash>, file: { bytes: number }): AsyncGenerator<string> {
  const decoder = new TextDecoder('utf-8')
  let held = ''
  for await (const chunk of source) {
    const bytes = typeof chunk === 'string' ? Buffer.from(chunk) : chunk
    file.bytes += bytes.length
    if (file.bytes > MOST_BYTES) return
    hash.update(bytes)
    const decoded = held + decoder.decode(bytes, { stream: true })
    // A carriage return at the end of a chunk may be half of a line end.
    held = decoded.endsWith('\r') ? '\r' : ''
    const whole = decoded.slice(0, decoded.length - held.length).replace(/\r\n?/g, '\n')
    if (whole) yield whole
  }
  const rest = (held + decoder.decode()).replace(/\r\n?/g, '\n')
  if (rest) yield rest
}

function parse(stream: Readable, reading: Reading): Promise<void> {
  let line = 1
  return new Promise((done, fail) => {
    Papa.parse<string[]>(stream, {
      delimiter: ',', newline: '\n', quoteChar: '"', header: false, dynamicTyping: false, skipEmptyLines: false,
      step({ data, errors }) {
        const blank = data.length === 1 && data[0] === ''
        if (!blank) takeLine(reading, line, data, errors.length > 0)
        // A quoted cell may hold line ends: the row after it stands further down.
        line += 1 + data.reduce((lines, cell) => lines + cell.split('\n').length - 1, 0)
      },
      complete: () => done(),
      error: fail,
    })
  })
}
