// Keeps the records of a release, for later releases to refold: `node --import tsx tests/support/keep-record.ts <data folder> <name>`.
import { gzipSync } from 'node:zlib'
import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { openDatabase } from '../../server/src/platform/database'
import { linksAfter, statesOfBody } from '../../server/src/platform/record.db'
import { root } from './places'

const [dataDir = '', name = ''] = process.argv.slice(2)
const database = await openDatabase({ dataDir, root })
const records = []
for (const { body } of await database.prisma.head.findMany({ orderBy: { body: 'asc' } })) {
  records.push({ body, links: await linksAfter(database.prisma, body, 0, 10_000), states: await statesOfBody(database.prisma, body) })
}
writeFileSync(join(root, 'tests/platform/records', `${name}.json.gz`), gzipSync(JSON.stringify(records)))
await database.close()
