// Zip files as hostile or as honest as a test wants them (APPNOTE.TXT 4.3), and the smallest Word file.
import * as zlib from 'node:zlib'

const numbers = (...fields: [size: 2 | 4, value: number][]): Buffer => Buffer.concat(fields.map(([size, value]) => { const field = Buffer.alloc(size); field.writeUIntLE(value, 0, size); return field }))

export function zip(parts: Record<string, Buffer>): Buffer {
  const local: Buffer[] = []
  const directory: Buffer[] = []
  let at = 0
  for (const [name, content] of Object.entries(parts)) {
    const [file, packed] = [Buffer.from(name), zlib.deflateRawSync(content)]
    const said = numbers([2, 20], [2, 0x800], [2, 8], [2, 0], [2, 0x21], [4, zlib.crc32(content)], [4, packed.length], [4, content.length], [2, file.length], [2, 0])
    const one = Buffer.concat([Buffer.from('PK\x03\x04', 'latin1'), said, file, packed])
    local.push(one)
    directory.push(Buffer.concat([Buffer.from('PK\x01\x02', 'latin1'), numbers([2, 20]), said, numbers([2, 0], [2, 0], [2, 0], [4, 0], [4, at]), file]))
    at += one.length
  }
  const entries = Buffer.concat(directory)
  return Buffer.concat([...local, entries, Buffer.from('PK\x05\x06', 'latin1'), numbers([2, 0], [2, 0], [2, directory.length], [2, directory.length], [4, entries.length], [4, at], [2, 0])])
}

const TYPES = '<?xml version="1.0"?><Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Override PartName="/word/document.xml" ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"/></Types>'
const DOCUMENT = '<?xml version="1.0"?><w:document xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"><w:body><w:p><w:r><w:t>Background</w:t></w:r></w:p></w:body></w:document>'

export const wordFile = (more: Record<string, Buffer> = {}): Buffer => zip({ '[Content_Types].xml': Buffer.from(TYPES), 'word/document.xml': Buffer.from(DOCUMENT), ...more })
