// Proves a record: every link, the head, the rows that are its fold, the frozen texts; and names the first that is broken.
import { z } from 'zod'
import { canonical } from '@roundtable/shared/base/canonical'
import { audienceOfEvent } from '@roundtable/shared/wire/contracts'
import { kindOf, type Kind } from '@roundtable/shared/record/aggregates'
import type { Content } from '@roundtable/shared/record/event'
import type { Post } from '@roundtable/shared/discussion/post.rules'
import type { PrismaClient } from '../generated/prisma/client'
import { firstBroken, sha256, type LinkRead } from './chain'
import { columnsOfBody, headOf, linksAfter, statesOfBody } from './record.db'

export type Verdict = { body: string; links: number; head: string } | { body: string; broken: string; seq?: number }

const WHY = { order: 'its number is not the next one', previous: 'it does not follow the link before', hash: 'its hash is not that of what it says', digest: 'its content is not what its digest was taken of' }

/** The links alone, from wherever they come; contents may be withheld. */
export function verifyLinks(body: string, links: LinkRead[]): Verdict {
  const found = firstBroken(body, links)
  return 'head' in found ? { body, links: found.seq, head: found.head } : { body, seq: found.seq, broken: `link ${found.seq} of ${body}: ${WHY[found.why]}` }
}

async function allLinks(prisma: PrismaClient, body: string): Promise<LinkRead[]> {
  const links: LinkRead[] = []
  for (;;) {
    const more = await linksAfter(prisma, body, links.length, 1000)
    links.push(...more)
    if (more.length < 1000) return links
  }
}

/** The states that a record gives, folded anew. */
export function refold(body: string, links: LinkRead[]): Map<string, { kind: Kind; state: { id: string; body: string } }> {
  const states = new Map<string, { kind: Kind; state: { id: string; body: string } }>()
  for (const { seq, at, content } of links) {
    if (!content) continue
    const { kind, id } = content.aggregate
    const key = `${kind} ${id}`
    states.set(key, { kind: kind as Kind, state: kindOf(kind as Kind).apply(states.get(key)?.state, { ...content, body, seq, at }) })
  }
  return states
}

export async function verifyBody(prisma: PrismaClient, body: string): Promise<Verdict> {
  const links = await allLinks(prisma, body)
  const verdict = verifyLinks(body, links)
  if ('broken' in verdict) return verdict
  const head = await headOf(prisma, body)
  if (head.seq !== verdict.links || head.hash !== verdict.head) return { body, seq: verdict.links + 1, broken: `the record of ${body} ends at link ${verdict.links}, its head says ${head.seq}` }
  let folded: ReturnType<typeof refold>
  try {
    folded = refold(body, links)
  } catch (error) {
    return { body, broken: `the record of ${body} has an event that cannot be: ${(error as Error).message}` }
  }
  const rows = await statesOfBody(prisma, body)
  const columns = await columnsOfBody(prisma, body)
  for (const { kind, state } of rows) {
    const anew = folded.get(`${kind} ${state.id}`)
    if (!anew || canonical(anew.state) !== canonical(state)) return { body, broken: `the row of ${kind} ${state.id} is not what the record gives` }
    if (canonical(columns.get(`${kind} ${state.id}`)) !== canonical({ key: '', parent: '', stage: '', ...kindOf(kind).columns?.(state) })) return { body, broken: `the row of ${kind} ${state.id} has columns that are not its state's` }
    folded.delete(`${kind} ${state.id}`)
  }
  const [missing] = folded.values()
  if (missing) return { body, broken: `the row of ${missing.kind} ${missing.state.id} is missing` }
  const memberships = await prisma.membership.findMany({ where: { body } })
  const derived = rows.flatMap(({ kind, state }) => (kindOf(kind).memberships?.(state) ?? []).map((row) => ({ rank: null, seat: null, ...row, source: state.id })))
  const plain = (list: { source: string; person: string; role: string; seat: string | null; rank: string | null }[]) => list.map(({ source, person, role, seat, rank }) => canonical({ source, person, role, seat, rank })).sort().join('\n')
  if (plain(memberships) !== plain(derived)) return { body, broken: `the memberships of ${body} are not what the record gives` }
  return await brokenText(prisma, body, links) ?? await brokenPost(prisma, body, rows) ?? verdict
}

/** The text of an outcome, published here or come from another body, must be there and have the digest that the record holds. */
async function brokenText(prisma: PrismaClient, body: string, links: LinkRead[]): Promise<Verdict | undefined> {
  for (const { seq, content } of links) {
    if (content?.type !== 'outcomePublished' && content?.type !== 'textReceived') continue
    const { sha256: digest, symbol } = content.payload as { sha256: string; symbol: string }
    const frozen = await prisma.frozen.findUnique({ where: { sha256: digest } })
    if (!frozen) return { body, seq, broken: `the text of ${symbol} is missing` }
    if (sha256(frozen.text) !== digest) return { body, seq, broken: `the text of ${symbol} is not the one that was published` }
  }
  return undefined
}

/** The words of a post stand beside the record, which holds their digest; of one that was deleted nothing must be left. */
async function brokenPost(prisma: PrismaClient, body: string, rows: { kind: Kind; state: { id: string } }[]): Promise<Verdict | undefined> {
  const kept = new Map((await prisma.post.findMany({ where: { body }, select: { id: true, words: true, salt: true } })).map((row) => [row.id, row]))
  for (const { kind, state } of rows) {
    if (kind !== 'post') continue
    const { id, digest, stands } = state as Post
    const row = kept.get(id)
    if (stands === 'deleted' ? row?.words : !row || sha256(row.salt + row.words) !== digest) return { body, broken: `the words of post ${id} are not those whose digest the record holds` }
  }
  return undefined
}

/** `head` is the last link's number and hash: without it nobody would miss the last links. */
const ExportShape = z.strictObject({
  body: z.string(), head: z.strictObject({ seq: z.number(), hash: z.string() }),
  links: z.array(z.strictObject({ seq: z.number(), at: z.string(), digest: z.string(), previous: z.string(), hash: z.string(), salt: z.string().optional(), content: z.custom<Content>((value) => typeof value === 'object' && value !== null).optional() })),
})
export type RecordExport = z.infer<typeof ExportShape>

/** Proves an export from its text alone; undefined when it is none. */
export function verifyExport(text: string): Verdict | undefined {
  const read = ExportShape.safeParse(parsed(text))
  if (!read.success) return undefined
  const { body, head, links } = read.data
  const verdict = verifyLinks(body, links.map((link) => ({ ...link, body })))
  if ('broken' in verdict || (head.seq === verdict.links && head.hash === verdict.head)) return verdict
  return { body, seq: verdict.links + 1, broken: `link ${verdict.links + 1} of ${body}: the export ends at link ${verdict.links}, its head says ${head.seq}` }
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}

/** Every body that the database holds anything of, whatever is missing. */
export async function recordedBodies(prisma: PrismaClient): Promise<string[]> {
  const rows = await prisma.$queryRaw<{ body: string }[]>`SELECT "body" FROM "Head" UNION SELECT "body" FROM "Event" UNION SELECT "body" FROM "Aggregate" ORDER BY 1`
  return rows.map((row) => row.body)
}

/** What the public may see of a record; the other contents are withheld, their digests stay. */
export async function publicExport(prisma: PrismaClient, body: string): Promise<RecordExport> {
  const links = await allLinks(prisma, body)
  const open = (content: Content | undefined) => content !== undefined && audienceOfEvent(content) === 'public'
  const last = links.at(-1)
  return { body, head: { seq: last?.seq ?? 0, hash: last?.hash ?? '' }, links: links.map(({ seq, at, digest, previous, hash, salt, content }) => ({ seq, at, digest, previous, hash, ...(open(content) ? { salt, content } : {}) })) }
}
