// Starts the server: settings, database, first contents, doors open; and ends it in good order.
import { existsSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import pino from 'pino'
import { buildApp, isDemonstration } from './app'
import { readConfig, SettingError, type Config } from './platform/config'
import { DatabaseAway, openDatabase } from './platform/database'
import { FolderInUse } from './platform/folder-lock'
import { operatorLink, prepareInstallation } from './platform/installation'
import { newId, newToken, systemClock, type Ports } from './platform/ports'
import { plantDemonstration } from '../../prisma/seed/plant'

const root = join(dirname(fileURLToPath(import.meta.url)), '../..')
const say = (line: string) => process.stdout.write(`${line}\n`)

/** One sentence and exit 1: nothing was damaged. */
const give = (sentence: string): never => {
  process.stderr.write(`${sentence}\n`)
  process.exit(1)
}

/** A sentence for what an operator can mend; anything else is a bug and keeps its stack. */
function sentenceFor(error: unknown, config?: Config): string | undefined {
  if (error instanceof SettingError || error instanceof FolderInUse || error instanceof DatabaseAway) return error.message
  const code = (error as NodeJS.ErrnoException).code
  if (code === 'EADDRINUSE') return `Port ${config?.port} is in use. Stop what uses it, or give another PORT.`
  if (code === 'EACCES') return `This is not allowed here: ${(error as Error).message}. Check DATA_DIR, or give a PORT above 1023.`
  if (code === 'EADDRNOTAVAIL' || code === 'ENOTFOUND') return `HOST ${config?.host} is no address of this machine.`
  return undefined
}

async function start(): Promise<void> {
  let config: Config | undefined
  try {
    config = readConfig(process.env, root)
    const log = pino({ level: process.env['LOG_LEVEL'] ?? 'warn', base: undefined })
    const ports: Ports = { clock: systemClock, id: newId, token: newToken, log }
    say(`Opening the database${config.databaseUrl ? '' : ` in ${config.dataDir}`} …`)
    const database = await openDatabase({ databaseUrl: config.databaseUrl, dataDir: config.dataDir, root })
    const { opened, editions } = await prepareInstallation(database.prisma, ports, root, config.demonstration)
    if (editions > 0) say(`Imported ${editions} editions of the Survey.`)
    const demonstration = await isDemonstration(database.prisma)
    const options = { prisma: database.prisma, config, ports, root, demonstration }
    if (demonstration) await plantDemonstration(options, say)
    const app = buildApp(options)
    const port = await app.listen()
    const address = config.publicUrl ?? `http://localhost:${port}`
    say(`Roundtable is at ${address}`)
    if (demonstration) say(`Demonstration: open ${address}/sign-in and enter as any of its cast; open two windows to negotiate with yourself.`)
    else {
      const token = await operatorLink(database.prisma, ports)
      if (token) say(`Nobody operates this installation yet. Open this link once, within a day:\n${address}/enter#${token}`)
      else if (opened) say(`Open ${address}`)
    }
    if (!existsSync(join(root, 'client/dist/index.html'))) say('The screens are not built: run npm run build.')
    let ending = false
    const end = (signal: string) => {
      if (ending) return
      ending = true
      say(`${signal}: storing what is under way …`)
      app.close().then(() => database.close()).then(() => process.exit(0), (error: unknown) => { log.error({ error }, 'the end was not in order'); process.exit(1) })
    }
    process.on('SIGTERM', end).on('SIGINT', end)
  } catch (error) {
    give(sentenceFor(error, config) ?? `Roundtable could not start: ${error instanceof Error ? error.stack : String(error)}`)
  }
}

void start()
