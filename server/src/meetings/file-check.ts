// What uploaded bytes are, by their content: a PDF or a Word file, or nothing that is taken in (MEE-15).
import { fromBufferPromise, type Entry, type ZipFile } from 'yauzl'
import { refuse, type Refusal } from '@roundtable/shared/base/refusal'
import type { FileKind } from '@roundtable/shared/meetings/words'

/** Of a Word file. Real ones have some dozen parts. */
const PARTS = 2_000
const UNPACKED = 200 * 1024 * 1024
const RATIO = 200
/** What makes a Word file more than a text: macros, and programs of other kinds. */
const ACTIVE = /(?:^|\/)(?:vbaProject\.bin|vbaData\.xml)$|\/(?:activeX|embeddings)\/[^/]+\.(?:bin|exe|js|vbs|dll)$/i

const startsWith = (bytes: Buffer, words: string): boolean => bytes.subarray(0, words.length).equals(Buffer.from(words, 'latin1'))

/** ISO 32000-1, 7.5: header at the very start, end-of-file marker at the end. */
const isPdf = (bytes: Buffer): boolean => /^%PDF-[12]\.\d/.test(bytes.subarray(0, 8).toString('latin1')) && bytes.subarray(-2_048).includes('%%EOF')

export async function kindOfBytes(bytes: Buffer): Promise<FileKind | Refusal> {
  if (isPdf(bytes)) return 'pdf'
  if (!startsWith(bytes, 'PK\x03\x04')) return refuse('file-kind')
  let zip: ZipFile | undefined
  try {
    zip = await fromBufferPromise(bytes, { lazyEntries: true, autoClose: false, strictFileNames: true })
    return await wordFile(zip)
  } catch {
    // Not a zip that can be read, or with names that lead out of it.
    return refuse('file-kind')
  } finally {
    zip?.close()
  }
}

/** What a part says of its size is true: more or less of it ends in an error. Unpacked beside the loop, by zlib, and kept nowhere. */
async function isTrue(zip: ZipFile, entry: Entry): Promise<boolean> {
  try {
    for await (const piece of await zip.openReadStreamPromise(entry)) void piece
    return true
  } catch {
    return false
  }
}

/** By its directory first, which costs nothing; then part by part. */
async function wordFile(zip: ZipFile): Promise<FileKind | Refusal> {
  if (zip.entryCount > PARTS) return refuse('file-unsafe')
  let unpacked = 0
  const entries: Entry[] = []
  for await (const entry of zip.eachEntry()) {
    unpacked += entry.uncompressedSize
    if (unpacked > UNPACKED || entry.uncompressedSize > RATIO * Math.max(entry.compressedSize, 1_024)) return refuse('file-unsafe')
    if (entry.isEncrypted() || ACTIVE.test(entry.fileName)) return refuse('file-unsafe')
    entries.push(entry)
  }
  // ECMA-376, part 2 and part 1, 11.3.10: the content types and the main document.
  if (!['[Content_Types].xml', 'word/document.xml'].every((name) => entries.some(({ fileName }) => fileName === name))) return refuse('file-kind')
  for (const entry of entries) if (!(await isTrue(zip, entry))) return refuse('file-unsafe')
  return 'docx'
}
