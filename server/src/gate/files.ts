// Background files by HTTP: POST /api/files?meeting=<id> takes bytes in, GET /api/files/<file> gives them out. What becomes of them are commands like all others.
import { createHash } from 'node:crypto'
import { pipeline } from 'node:stream/promises'
import express, { type Request, type Response, type Router } from 'express'
import { isRefusal, refuse, type Refusal } from '@roundtable/shared/base/refusal'
import { Id } from '@roundtable/shared/base/ids'
import { FILE_LIMITS } from '@roundtable/shared/meetings/file.rules'
import type { FileKind } from '@roundtable/shared/meetings/words'
import { kindOfBytes } from '../meetings/file-check'
import { keepUpload, mayUpload, piecesOf } from '../meetings/files.db'
import { bodyOf } from '../platform/record.db'
import type { Ports } from '../platform/ports'
import type { PrismaClient } from '../generated/prisma/client'
import { loadActor } from './actor'
import { askedBy, sendRefusal, type HttpDoor } from './http'
import { tooOften } from './limits'
import { mayWrite } from './origin'
import { admit } from './run'

const TYPES: Record<FileKind, string> = { pdf: 'application/pdf', docx: 'application/vnd.openxmlformats-officedocument.wordprocessingml.document' }
/** Uploads that are held in memory at a time. */
const AT_ONCE = 4
/** For how long more is heard of what was refused, in ms: who still sends would otherwise not read why. */
const GRACE = 5_000

export type FilesDoor = Pick<HttpDoor, 'runner' | 'config' | 'limits' | 'origins'> & { ports: Ports; prisma: PrismaClient }

/** All of the body, or a refusal as soon as it is too much. */
async function received(request: Request): Promise<Buffer | Refusal> {
  const tooLarge = refuse('file-too-large', { megabytes: FILE_LIMITS.bytes / 1024 / 1024 })
  if (Number(request.headers['content-length'] ?? 0) > FILE_LIMITS.bytes) return tooLarge
  const chunks: Buffer[] = []
  let bytes = 0
  // Left, not destroyed: the answer goes out on the same wire.
  for await (const chunk of request.iterator({ destroyOnReturn: false }) as AsyncIterable<Buffer>) {
    bytes += chunk.length
    if (bytes > FILE_LIMITS.bytes) return tooLarge
    chunks.push(chunk)
  }
  return Buffer.concat(chunks)
}

export function filesDoor({ runner, config, limits, origins, ports, prisma }: FilesDoor): Router {
  const router = express.Router()
  let underWay = 0

  const no = (request: Request, response: Response, refusal: Refusal) => {
    // The wire stays: one that is closed on unread bytes is reset, and the answer with it.
    sendRefusal(request, response, refusal)
    if (request.complete) return
    request.resume()
    setTimeout(() => { request.destroy() }, GRACE).unref()
  }

  /** Who may attach a file to the meeting may bring its bytes. */
  async function mayBring(request: Request): Promise<{ meeting: string; person: string } | Refusal> {
    const asked = askedBy(request, config)
    if (!mayWrite(request, origins())) return refuse('foreign-origin')
    if (await tooOften(limits, 'meetings/attachFile', asked, undefined)) return refuse('too-often')
    const meeting = Id.safeParse(request.query['meeting'])
    const body = meeting.success ? await bodyOf(prisma, 'meeting', meeting.data) : undefined
    const actor = await loadActor(prisma, asked.token, body, ports.clock.now())
    if (!actor.person) return refuse('not-signed-in')
    if (!meeting.success || body === undefined) return refuse('unknown')
    const allowed = admit('meetings/attachFile', actor, body, 'meeting', {}, false)
    if (isRefusal(allowed)) return allowed
    return (await mayUpload(prisma, actor.person.id, ports.clock.now())) ? { meeting: meeting.data, person: actor.person.id } : refuse('too-many-files')
  }

  async function bring(request: Request): Promise<object | Refusal> {
    const who = await mayBring(request)
    if (isRefusal(who)) return who
    const content = await received(request)
    if (isRefusal(content)) return content
    const kind = await kindOfBytes(content)
    if (isRefusal(kind)) return kind
    const known = { kind, bytes: content.length, sha256: createHash('sha256').update(content).digest('hex') }
    const upload = ports.id()
    await keepUpload(prisma, upload, { ...who, now: ports.clock.now() }, known, content)
    return { upload, ...known }
  }

  router.post('/', async (request, response) => {
    if (underWay >= AT_ONCE) return no(request, response, refuse('too-often'))
    underWay++
    try {
      const answer = await bring(request)
      if (isRefusal(answer)) no(request, response, answer); else response.json(answer)
    } finally {
      underWay--
    }
  })

  router.get('/:file', async (request, response) => {
    const asked = askedBy(request, config)
    const { file } = request.params
    if (await tooOften(limits, 'meetings/file', asked, undefined)) return sendRefusal(request, response, refuse('too-often'))
    const found = await runner.query('meetings/file', { file }, asked)
    if ('refusal' in found) return sendRefusal(request, response, found.refusal)
    const { title, kind, bytes } = found.answer as { title: string; kind: FileKind; bytes: number }
    response.attachment(`${title.replace(/\.(?:pdf|docx)$/i, '')}.${kind}`)
    // Never shown in a page of this origin: saved, or nothing.
    response.set({ 'Content-Type': TYPES[kind], 'Content-Length': String(bytes), 'X-Content-Type-Options': 'nosniff', 'Content-Security-Policy': "default-src 'none'; sandbox", 'Cache-Control': 'private, no-store' })
    await pipeline(piecesOf(prisma, file), response).catch(() => { response.destroy() })
  })
  return router
}
