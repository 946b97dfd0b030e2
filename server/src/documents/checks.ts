// The rules that an update must keep before anything of it is applied, for Yjs can't take back. Pure: bytes and a document in, a verdict out.
import * as Y from 'yjs'
import type { RefusedBy } from '@roundtable/shared/base/figures'
import type { RefusalId } from '@roundtable/shared/base/refusal'
import { ATTRIBUTES, BLOCK, MARKS, ROOT } from '@roundtable/shared/papers/schema'
import { LIMITS } from './limits'

export type Rule = Extract<RefusedBy, 'bytes' | 'size' | 'owner' | 'pending' | 'schema'>
export type Verdict =
  /** `clients`: whose new structs it brings; `blocks`: it adds paragraphs or sets their attributes; `moves`: it deletes, or stands on what is deleted */
  | { ok: true; clients: number[]; blocks: boolean; moves: boolean; update: Update }
  | { ok: false; refused: RefusalId; rule: Rule }

type Update = ReturnType<typeof Y.decodeUpdate>
type Struct = Y.Item | Y.GC | Y.Skip
/** Where an item stands: in which type, under which key; undefined when its parent is gone and Yjs will drop it. */
interface Place { type: unknown; key: string | null }

const no = (refused: RefusalId, rule: Rule): Verdict => ({ ok: false, refused, rule })
const PENDING = no('text-lost', 'pending')
const UINT32 = 2 ** 32

export function checkUpdate(bytes: Uint8Array, doc: Y.Doc, ownerOf: (client: number) => string | undefined, person: string): Verdict {
  if (bytes.byteLength > LIMITS.update) return no('too-large', 'size')
  try {
    const update = Y.decodeUpdate(bytes)
    if (update.structs.length > LIMITS.structs) return no('too-large', 'size')
    return new Check(update, doc).verdict(ownerOf, person)
  } catch {
    // The bytes are nothing that Yjs writes; whatever it threw says no more than that.
    return no('malformed', 'bytes')
  }
}

class Check {
  /** the structs of the update by client: without a gap, in order */
  private readonly brought = new Map<number, Struct[]>()
  private readonly places = new Map<Y.Item, Place | undefined>()
  private readonly root: unknown
  private onDeleted = false

  constructor(private readonly update: Update, private readonly doc: Y.Doc) {
    this.root = doc.getXmlFragment(ROOT)
  }

  verdict(ownerOf: (client: number) => string | undefined, person: string): Verdict {
    const clients = new Set<number>()
    for (const struct of this.update.structs as Struct[]) {
      const { client, clock } = struct.id
      const before = this.brought.get(client)
      const last = before?.at(-1)
      if (struct instanceof Y.Skip || struct.length <= 0 || client >= UINT32 || clock + struct.length > LIMITS.clock) return no('malformed', 'bytes')
      if (last && last.id.clock + last.length !== clock) return no('malformed', 'bytes')
      if (!last && clock > this.state(client)) return PENDING
      if (before) before.push(struct); else this.brought.set(client, [struct])
    }
    let blocks = false
    for (const [client, structs] of this.brought) for (const struct of structs) {
      if (struct instanceof Y.Item && !this.dependenciesKnown(struct)) return PENDING
      if (struct.id.clock + struct.length <= this.state(client)) continue
      if (!clients.has(client)) {
        const owner = ownerOf(client)
        // Structs without an owner are nobody's to continue.
        if (owner === undefined ? this.state(client) > 0 : owner !== person) return no('not-you', 'owner')
        clients.add(client)
        if (clients.size > LIMITS.newClients) return no('malformed', 'owner')
      }
      if (struct instanceof Y.Item) {
        const place = this.placeOf(struct)
        if (!place) this.onDeleted = true
        if (place === 'nowhere' || (place && !this.fits(struct, place))) return no('malformed', 'schema')
        if (place && !(place.type instanceof Y.XmlText)) blocks = true
      }
    }
    for (const [client, ranges] of this.update.ds.clients) for (const { clock, len } of ranges) {
      if (len <= 0 || clock < 0) return no('malformed', 'bytes')
      if (clock + len > this.known(client)) return PENDING
    }
    return { ok: true, clients: [...clients], blocks, moves: this.onDeleted || this.update.ds.clients.size > 0, update: this.update }
  }

  private state(client: number): number { return Y.getState(this.doc.store, client) }

  private known(client: number): number {
    const last = this.brought.get(client)?.at(-1)
    return Math.max(this.state(client), last ? last.id.clock + last.length : 0)
  }

  /** Also of structs that we hold already: Yjs looks for them before it sees that it holds them. */
  private dependenciesKnown({ id, origin, rightOrigin, parent }: Y.Item): boolean {
    return [origin, rightOrigin, parent instanceof Y.ID ? parent : null]
      .every((needed) => needed === null || needed.clock < (needed.client === id.client ? id.clock : this.known(needed.client)))
  }

  private find({ client, clock }: Y.ID): Struct {
    if (clock < this.state(client)) return Y.getItem(this.doc.store, Y.createID(client, clock))
    const structs = this.brought.get(client) ?? []
    return structs[Y.findIndexSS(structs as Y.Item[], clock)]!
  }

  /** The place that Yjs would give it: said, or taken over from a neighbour; a lost neighbour or parent makes it rubbish (undefined). */
  private placeOf(start: Y.Item): Place | undefined | 'nowhere' {
    const path: Y.Item[] = []
    let item = start
    let place: Place | undefined
    for (;;) {
      if (this.places.has(item)) { place = this.places.get(item); break }
      if (item.parent instanceof Y.AbstractType) { place = { type: item.parent, key: item.parentSub }; break }
      const parent = item.parent as Y.ID | string | null
      if (typeof parent === 'string') {
        if (parent !== ROOT) return 'nowhere'
        place = { type: this.root, key: item.parentSub }
      } else if (parent) {
        const holder = this.find(parent)
        if (holder instanceof Y.Item && holder.content instanceof Y.ContentType) place = { type: holder.content.type, key: item.parentSub }
        else if (holder instanceof Y.Item && !(holder.content instanceof Y.ContentDeleted)) return 'nowhere'
      }
      path.push(item)
      if (parent) break
      const left = item.origin && this.find(item.origin)
      const right = item.rightOrigin && this.find(item.rightOrigin)
      if (left instanceof Y.GC || right instanceof Y.GC) break
      const next = left ?? right
      if (!(next instanceof Y.Item) || path.length > this.update.structs.length) return 'nowhere'
      item = next
    }
    for (const passed of path) this.places.set(passed, place)
    return place
  }

  private fits(item: Y.Item, { type, key }: Place): boolean {
    const { content } = item
    const deleted = content instanceof Y.ContentDeleted
    if (!this.neighboursAgree(item, type, key)) return false
    if (type === this.root) return key === null && (deleted || (made(content) instanceof Y.XmlElement && (made(content) as Y.XmlElement).nodeName === BLOCK))
    if (type instanceof Y.XmlText) return key === null && (deleted || content instanceof Y.ContentString || (content instanceof Y.ContentFormat && isMark(content)))
    if (!(type instanceof Y.XmlElement)) return false
    if (key !== null) return ATTRIBUTES.some((name) => name === key) && (deleted || (content instanceof Y.ContentAny && content.arr.every(isAttributeValue)))
    return deleted || (made(content) instanceof Y.XmlText && !this.besideText(item))
  }

  private neighboursAgree({ origin, rightOrigin }: Y.Item, type: Place['type'], key: string | null): boolean {
    return [origin, rightOrigin].every((id) => {
      const neighbour = id && this.find(id)
      if (neighbour && (!(neighbour instanceof Y.Item) || neighbour.deleted)) this.onDeleted = true
      const place = neighbour instanceof Y.Item ? this.placeOf(neighbour) : undefined
      return !place || (place !== 'nowhere' && place.type === type && place.key === key)
    })
  }

  /** A paragraph has one text. Who saw none may bring one (two may at once); who saw a living one may not put another beside it. */
  private besideText({ origin, rightOrigin }: Y.Item): boolean {
    return [origin, rightOrigin].some((id) => {
      const neighbour = id && this.find(id)
      return neighbour instanceof Y.Item && !neighbour.deleted && made(neighbour.content) instanceof Y.XmlText
        && !this.update.ds.clients.get(neighbour.id.client)?.some(({ clock, len }) => clock <= neighbour.id.clock && neighbour.id.clock < clock + len)
    })
  }
}

const made = (content: Y.Item['content']): unknown => (content instanceof Y.ContentType ? content.type : undefined)
const scalar = (value: unknown): boolean => value === null || ['string', 'number', 'boolean'].includes(typeof value)
const isAttributeValue = (value: unknown): boolean => scalar(value) && String(value).length <= LIMITS.attributeValue

// y-tiptap writes a mark that may stand several times as name--hash.
function isMark({ key, value }: Y.ContentFormat): boolean {
  const name = /^(.+)--[A-Za-z0-9+/=]{8}$/.exec(key)?.[1] ?? key
  if (!MARKS.some((mark) => mark === name)) return false
  if (scalar(value)) return String(value).length <= LIMITS.markValue
  if (Array.isArray(value) || typeof value !== 'object') return false
  return JSON.stringify(value).length <= LIMITS.markValue
    && Object.entries(value as object).every(([field, held]) => !['__proto__', 'constructor', 'prototype'].includes(field) && scalar(held))
}
