// Builds the server from its ports: Express, Socket.IO and the live documents on one HTTP server. Tests call it with port 0.
import { createServer, type Server } from 'node:http'
import { hostname } from 'node:os'
import type { AddressInfo } from 'node:net'
import { join } from 'node:path'
import express from 'express'
import helmet from 'helmet'
import { applicationPeriod } from './bodies/bodies.due'
import { mentionDigest } from './discussion/discussion.due'
import { ARRIVE, fateOfText, forwardedText } from './outcomes/outcomes.due'
import { LEARN_FATE } from './outcomes/fate'
import { figuresRevised } from './papers/papers.due'
import { startMailer, type Mailer } from './accounts/mailer'
import { openDocuments, type Documents } from './documents/documents'
import { openPast } from './documents/past'
import { tokenIn } from './gate/cookie'
import { makeHandlers } from './gate/handlers'
import { LETTERS } from './gate/letters'
import { filesDoor } from './gate/files'
import { httpDoor } from './gate/http'
import { metricsDoor } from './gate/metrics'
import { makeLimits } from './gate/limits'
import { isOurs, originsOf, socketsOf } from './gate/origin'
import { makeRunner, type Runner } from './gate/run'
import { socketDoor } from './gate/socket'
import { inTurns } from './gate/turns'
import { builtClient } from './pages/client'
import { publicPages } from './pages/pages'
import { papersDoor } from './papers/door'
import { repairText } from './papers/text'
import type { Config } from './platform/config'
import { startDue, type DueWorker } from './platform/due'
import type { Ports } from './platform/ports'
import type { Redis } from './platform/redis'
import { makePublisher, type Publisher } from './platform/publish'
import type { Aftermath } from './platform/unit'
import { openWatch } from './platform/watch'
import { answersSoon } from './platform/health'
import type { PrismaClient } from './generated/prisma/client'
import type { Statement } from './platform/prisma'

export interface App {
  server: Server
  runner: Runner
  documents: Documents
  due: DueWorker
  mailer: Mailer
  /** resolves with the port it listens on */
  listen(): Promise<number>
  /** drains: nothing new, what is under way is stored and told, then closed */
  close(): Promise<void>
}

export interface AppOptions { prisma: PrismaClient; /** on the same database */ statement: Statement; config: Config; ports: Ports; root: string; demonstration: boolean; /** to the other servers on this database */ redis?: Redis }

export function buildApp({ prisma, statement, config, ports, root, demonstration, redis }: AppOptions): App {
  const web = express()
  const server = createServer(web)
  let port = config.port
  const origins = () => originsOf(config, port)
  const limits = makeLimits(demonstration ? 100 : 1, redis?.client)
  const client = builtClient(join(root, 'client/dist'))
  const documents = openDocuments({ prisma, statement, clock: ports.clock, log: ports.log, admit: papersDoor(prisma, ports.clock), mend: repairText(ports.id), bus: redis?.bus, compaction: join(root, 'server/dist/compaction.worker.js') })
  const past = openPast({ prisma, root, log: ports.log })
  const origin = () => config.publicUrl ?? `http://localhost:${port}`
  const socket = socketDoor(server, { config, ports, log: ports.log, prisma, limits, origins, redis, build: client.build })
  const watch = openWatch({ documents, ports, redis, followers: () => socket.io.sockets.sockets.size, server: () => `${hostname()}:${port}` })
  const house = { ports, config, prisma, documents, past, watch, demonstration: () => demonstration, origin }
  const publisher: Publisher = makePublisher(socket.wire)
  const mailer = startMailer(prisma, ports, config, origin, LETTERS)
  const after = (aftermath: Aftermath) => {
    if (aftermath.documents.length > 0) documents.recheck(aftermath.documents)
    if (aftermath.mailed) void mailer.kick()
    if (aftermath.due) void due.wake()
  }
  const due = startDue(prisma, ports, { 'application-period': applicationPeriod, 'figures-revised': figuresRevised, 'mention-digest': mentionDigest, [ARRIVE]: forwardedText(documents), [LEARN_FATE]: fateOfText }, () => publisher, after, redis !== undefined)
  const runner = inTurns(makeRunner(house, makeHandlers(house), publisher, after))
  socket.open(runner)

  web.disable('x-powered-by')
  web.use(helmet({
    contentSecurityPolicy: { useDefaults: false, directives: { defaultSrc: ["'none'"], scriptSrc: ["'self'"], styleSrc: ["'self'"], styleSrcAttr: ["'unsafe-inline'"], imgSrc: ["'self'", 'data:'], fontSrc: ["'self'"], connectSrc: ["'self'", () => socketsOf(origins())], manifestSrc: ["'self'"], formAction: ["'self'"], workerSrc: ["'self'"], frameAncestors: ["'none'"], baseUri: ["'none'"] } },
    referrerPolicy: { policy: 'no-referrer' }, strictTransportSecurity: config.publicUrl?.startsWith('https:') ? undefined : false,
  }))
  const health = () => answersSoon(prisma.$queryRaw`SELECT 1`)
  const files = filesDoor({ runner, config, limits, origins, ports, prisma })
  web.use('/api', httpDoor({ runner, config, log: ports.log, limits, origins, health, files, metrics: metricsDoor({ runner, config, limits, text: watch.text }), build: client.build }))
  web.use(publicPages({ prisma, config, ports, client, runner, limits, demonstration, origin }))

  server.on('upgrade', (request, wire, head) => {
    // By the words as they came, as Socket.IO itself decides: an address that is none must not throw here.
    const asked = request.url ?? ''
    if (asked.startsWith('/socket.io/')) return
    // What HTTP has handed over nobody listens to any more: a peer that breaks off would end the process.
    wire.on('error', () => wire.destroy())
    const [, document, query] = /^\/documents\/([a-z0-9-]{1,40})(?:\?(.*))?$/.exec(asked) ?? []
    if (!document || !isOurs(request.headers.origin, origins())) return void wire.end('HTTP/1.1 403 Forbidden\r\nConnection: close\r\n\r\n', () => wire.destroy())
    documents.upgrade(request, wire, head, { token: tokenIn(request.headers.cookie, config), onInstruction: new URLSearchParams(query).get('onInstruction') === '1' })
  })

  return {
    server, runner, documents, due, mailer,
    async listen() {
      await new Promise<void>((listening, failed) => server.once('error', failed).listen(config.port, config.host, () => { server.off('error', failed); listening() }))
      port = (server.address() as AddressInfo).port
      void due.wake()
      void mailer.kick()
      return port
    },
    async close() {
      watch.close()
      await due.stop()
      const closed = new Promise<void>((done) => (server.listening ? server.close(() => done()) : done()))
      await past.close()
      await documents.close()
      await socket.close()
      server.closeIdleConnections()
      setTimeout(() => server.closeAllConnections(), 3_000).unref()
      await closed
      await mailer.stop()
    },
  }
}
