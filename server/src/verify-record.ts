// `npm run verify-record`: the records in the database; with files, the exports in them; with --export FOLDER, writes public exports.
import { mkdir, readFile, writeFile } from 'node:fs/promises'
import { dirname, join, resolve } from 'node:path'
import { fileURLToPath } from 'node:url'
import { readConfig, SettingError } from './platform/config'
import { DatabaseAway, openDatabase } from './platform/database'
import { FolderInUse } from './platform/folder-lock'
import { publicExport, recordedBodies, verifyBody, verifyExport, type Verdict } from './platform/verify'

const root = join(dirname(fileURLToPath(import.meta.url)), '../..')
const say = (line: string) => process.stdout.write(`${line}\n`)

function tell(verdicts: Verdict[]): number {
  for (const verdict of verdicts) say('broken' in verdict ? `BROKEN ${verdict.broken}` : `${verdict.body}: ${verdict.links} links hold, head ${verdict.head || '-'}`)
  return verdicts.some((verdict) => 'broken' in verdict) ? 1 : 0
}

async function files(paths: string[]): Promise<number> {
  const verdicts: Verdict[] = []
  for (const path of paths) {
    verdicts.push(verifyExport(await readFile(path, 'utf8')) ?? { body: path, broken: `${path} is no export of a record` })
  }
  return tell(verdicts)
}

async function database(exportTo: string | undefined): Promise<number> {
  const config = readConfig(process.env, root)
  const opened = await openDatabase({ databaseUrl: config.databaseUrl, dataDir: config.dataDir, root })
  try {
    const bodies = await recordedBodies(opened.prisma)
    if (exportTo) {
      await mkdir(exportTo, { recursive: true })
      for (const body of bodies) await writeFile(join(exportTo, `${body}.json`), JSON.stringify(await publicExport(opened.prisma, body)))
      say(`Wrote ${bodies.length} exports to ${exportTo}.`)
    }
    const verdicts: Verdict[] = []
    for (const body of bodies) verdicts.push(await verifyBody(opened.prisma, body))
    return tell(verdicts)
  } finally {
    await opened.close()
  }
}

const given = process.argv.slice(2)
const work = given[0] === '--export' ? database(resolve(given[1] ?? 'exports')) : given.length > 0 ? files(given) : database(undefined)
work.then((code) => process.exit(code), (error: unknown) => {
  const plain = error instanceof SettingError || error instanceof FolderInUse || error instanceof DatabaseAway
  process.stderr.write(`${plain ? (error as Error).message : error instanceof Error ? error.stack : String(error)}\n`)
  process.exit(2)
})
