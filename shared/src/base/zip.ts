// A zip file of a few parts, as they are, without packing: APPNOTE.TXT 4.3.
const number = (size: 2 | 4, value: number): number[] => Array.from({ length: size }, (_, index) => (value >>> (8 * index)) & 0xff)

const TABLE = Uint32Array.from({ length: 256 }, (_, byte) => {
  let crc = byte
  for (let bit = 0; bit < 8; bit++) crc = crc & 1 ? (crc >>> 1) ^ 0xedb88320 : crc >>> 1
  return crc
})
function crc32(bytes: Uint8Array): number {
  let crc = 0xffffffff
  for (const byte of bytes) crc = (crc >>> 8) ^ TABLE[(crc ^ byte) & 0xff]!
  return (crc ^ 0xffffffff) >>> 0
}

/** In UTF-8. */
const bytesOf = (text: string): Uint8Array => Uint8Array.from(encodeURIComponent(text).match(/%..|./g) ?? [], (piece) => (piece.length === 3 ? Number.parseInt(piece.slice(1), 16) : piece.charCodeAt(0)))

function joined(pieces: readonly (readonly number[] | Uint8Array)[]): Uint8Array<ArrayBuffer> {
  const all = new Uint8Array(pieces.reduce((sum, { length }) => sum + length, 0))
  let at = 0
  for (const piece of pieces) { all.set(piece, at); at += piece.length }
  return all
}

/** Names to their text. The time of each is the first that a zip can say: what is in it says when it was made. */
export function zipOf(parts: Readonly<Record<string, string>>): Uint8Array<ArrayBuffer> {
  const [local, directory]: [Uint8Array[], Uint8Array[]] = [[], []]
  let at = 0
  for (const [name, content] of Object.entries(parts)) {
    const [file, bytes] = [bytesOf(name), bytesOf(content)]
    const said = [...number(2, 20), ...number(2, 0x800), ...number(2, 0), ...number(2, 0), ...number(2, 0x21), ...number(4, crc32(bytes)), ...number(4, bytes.length), ...number(4, bytes.length), ...number(2, file.length), ...number(2, 0)]
    const one = joined([number(4, 0x04034b50), said, file, bytes])
    directory.push(joined([number(4, 0x02014b50), number(2, 20), said, number(2, 0), number(2, 0), number(2, 0), number(4, 0), number(4, at), file]))
    local.push(one)
    at += one.length
  }
  const entries = joined(directory)
  return joined([...local, entries, number(4, 0x06054b50), number(2, 0), number(2, 0), number(2, local.length), number(2, local.length), number(4, entries.length), number(4, at), number(2, 0)])
}
