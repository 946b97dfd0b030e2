// Starts the server: settings, database, first contents, doors open; and ends it in good order.
import { existsSync } from 'node:fs'
import { createServer } from 'node:net'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import pino from 'pino'
import { buildApp } from './app'
import { readConfig, SettingError, type Config } from './platform/config'
import { DatabaseAway, openDatabase } from './platform/database'
import { FolderInUse } from './platform/folder-lock'
import { openRedis, RedisAway } from './platform/redis'
import { isDemonstration, nameOfInstallation, operatorLink, prepareInstallation } from './platform/installation'
import { newId, newToken, systemClock, type Ports } from './platform/ports'
import { plantDemonstration } from '../../prisma/seed/plant'

const root = join(dirname(fileURLToPath(import.meta.url)), '../..')
const say = (line: string) => process.stdout.write(`${line}\n`)
const LONGEST_END = 20_000

/** What is open, to be closed in reverse order: at the end, and when the start fails. */
const open: (() => Promise<void>)[] = []
const closeAll = async () => { for (let close = open.pop(); close; close = open.pop()) await close() }

let ending = false
function end(signal: string): void {
  if (ending) return
  ending = true
  say(`${signal}: storing what is under way …`)
  setTimeout(() => { process.stderr.write('The end took too long; what was acknowledged is stored.\n'); process.exit(1) }, LONGEST_END).unref()
  closeAll().then(() => process.exit(0), (error: unknown) => {
    process.stderr.write(`The end was not in order: ${error instanceof Error ? error.stack : String(error)}\n`)
    process.exit(1)
  })
}

/** Without its database a server answers nobody: whoever watches over it starts it anew. */
function lost(sentence: string): void {
  process.stderr.write(`${sentence}\n`)
  process.exit(1)
}

/** A sentence for what an operator can mend; anything else is a bug and keeps its stack. */
function sentenceFor(error: unknown, config?: Config): string | undefined {
  if (error instanceof SettingError || error instanceof FolderInUse || error instanceof DatabaseAway || error instanceof RedisAway) return error.message
  const { code, syscall } = error as NodeJS.ErrnoException
  const listening = syscall === 'listen' || syscall === 'getaddrinfo'
  if (code === 'EADDRINUSE') return `Port ${config?.port} is in use. Stop what uses it, or give another PORT.`
  if (listening && code === 'EACCES') return `Port ${config?.port} is not allowed here. Give a PORT above 1023.`
  if (listening) return `HOST ${config?.host} is no address of this machine.`
  if (code === 'ENOSPC') return `There is no room left on the disk of the data folder ${config?.dataDir}.`
  if (code && ['EACCES', 'EPERM', 'EROFS', 'EEXIST', 'ENOTDIR', 'ENOENT'].includes(code)) return `The data folder ${config?.dataDir} cannot be made or written (${code}). Give another DATA_DIR.`
  return undefined
}

/** Asked before anything is made: who gives a taken port should not wait for a database first. */
function askPort({ port, host }: Config): Promise<void> {
  const server = createServer()
  return new Promise((free, taken) => server.once('error', taken).listen(port, host, () => server.close(() => free())))
}

async function start(config: Config): Promise<void> {
  await askPort(config)
  const log = pino({ level: config.logLevel ?? 'warn', base: undefined, serializers: { error: pino.stdSerializers.err } })
  const ports: Ports = { clock: systemClock, id: newId, token: newToken, log }
  say(`Opening the database${config.databaseUrl ? '' : ` in ${config.dataDir}`} …`)
  const database = await openDatabase({ databaseUrl: config.databaseUrl, dataDir: config.dataDir, root, lost })
  open.push(() => database.close())
  const demonstration = await database.alone(async () => {
    const { editions } = await prepareInstallation(database.prisma, ports, root, config.demonstration)
    if (editions > 0) say(`Imported ${editions} editions of the Survey.`)
    const demonstration = await isDemonstration(database.prisma)
    if (demonstration) await plantDemonstration({ prisma: database.prisma, statement: database.statement, config, ports, root, demonstration }, say)
    return demonstration
  })
  if (ending) return
  const redis = config.redisUrl ? await openRedis(config.redisUrl, await nameOfInstallation(database.prisma), ports) : undefined
  if (redis) open.push(() => redis.close())
  const app = buildApp({ prisma: database.prisma, statement: database.statement, config, ports, root, demonstration, redis })
  open.push(() => app.close())
  const port = await app.listen()
  void app.documents.warm()
  const address = config.publicUrl ?? `http://localhost:${port}`
  const token = demonstration ? undefined : await operatorLink(database.prisma, ports)
  say([
    `Roundtable is at ${address}`,
    ...(demonstration ? [`Demonstration: open ${address}/sign-in and enter as any of its cast; open two windows to negotiate with yourself.`] : []),
    ...(demonstration && !config.demonstration ? ['This database was planted as a demonstration and stays one: anybody can enter as anybody. For real work give another DATA_DIR or DATABASE_URL.'] : []),
    ...(!demonstration && config.demonstrationAsked ? ['This database was opened for real work: DEMONSTRATION=1 changes nothing here.'] : []),
    ...(token ? ['Nobody operates this installation. Open this link once, within a day:', `${address}/enter#${token}`] : []),
    ...(existsSync(join(root, 'client/dist/index.html')) ? [] : ['The screens are not built: run npm run build.']),
  ].join('\n'))
}

async function main(): Promise<void> {
  let config: Config | undefined
  try {
    config = readConfig(process.env, root)
    await start(config)
  } catch (error) {
    // Told to end while it was starting: the end has closed what this was using.
    if (ending) return
    ending = true
    process.stderr.write(`${sentenceFor(error, config) ?? `Roundtable could not start: ${error instanceof Error ? error.stack : String(error)}`}\n`)
    await closeAll().catch(() => {})
    process.exit(1)
  }
}

process.on('SIGTERM', end).on('SIGINT', end)
void main()
