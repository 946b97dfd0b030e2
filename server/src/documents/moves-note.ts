// What is to be known of an update before it is applied, for afterwards it is gone: which words it takes away, what stands beside them, what it brings.
import * as Y from 'yjs'
import { type Fate, type Fates } from './moves-memory'
import { blockOf, itemAt, piecesOf, plus, positionOf, rankOf, stretchOf, textAt, type Beside, type Id, type Marks } from './moves-text'

export type Update = ReturnType<typeof Y.decodeUpdate>
/** What the author of an update had heard of when writing it: the vector of a whole state, or the last turn of moves that was told. */
export interface Heard { vector?: ReadonlyMap<number, number>; turn: number }

/** Words that the update deletes; `dead`: another had moved or deleted them meanwhile; `perhaps`: or the author knew that they are deleted. */
export interface Gone extends Id { words: string; dead: boolean; perhaps?: boolean }
export interface Run { gone: Gone[]; text?: Y.XmlText; block?: Id; left?: Beside }
export interface Words extends Id { words: string; marks: Marks }
/** Words that the author of the update did not know, in a paragraph that he deletes. */
export interface Stray extends Words { beside?: Beside; text: Id; block?: Id }
export interface Brought extends Words { origin: Id | null; right: Id | null; parent: Id | null }
export interface Doomed { text: Id; block?: Id; first?: Gone }

export const isBroughtBy = ({ before }: Noted, { client, clock }: Id): boolean => (before.get(client) ?? Infinity) <= clock

export interface Noted { runs: Run[]; strays: Stray[]; doomed: Doomed[]; brought: Brought[]; before: ReadonlyMap<number, number>; heard: Heard }

export class Ranges {
  constructor(private readonly clients: ReadonlyMap<number, readonly { clock: number; len: number }[]>) {}
  /** The range in pieces, each inside or outside. */
  cut(client: number, clock: number, len: number): { clock: number; len: number; inside: boolean }[] {
    const pieces: { clock: number; len: number; inside: boolean }[] = []
    let at = clock
    const overlapping = (this.clients.get(client) ?? []).filter((range) => range.clock < clock + len && clock < range.clock + range.len).sort((a, b) => a.clock - b.clock)
    for (const range of overlapping) {
      if (range.clock > at) pieces.push({ clock: at, len: range.clock - at, inside: false })
      const from = Math.max(at, range.clock)
      const until = Math.min(clock + len, range.clock + range.len)
      if (until > from) pieces.push({ clock: from, len: until - from, inside: true })
      at = Math.max(at, until)
    }
    if (at < clock + len) pieces.push({ clock: at, len: clock + len - at, inside: false })
    return pieces
  }
}

const idOf = ({ id }: Y.Item): Id => ({ client: id.client, clock: id.clock })
const textsIn = (type: Y.AbstractType<unknown>): Y.XmlText[] => (type instanceof Y.XmlText ? [type] : type instanceof Y.XmlElement ? type.toArray().filter((child) => child instanceof Y.XmlText) : [])

export function note(update: Update, doc: Y.Doc, fates: Fates, heard: Heard): Noted {
  const deletes = new Ranges(update.ds.clients)
  const touched = new Map<Y.XmlText, Set<Y.Item>>()
  const touch = (text: Y.XmlText, item?: Y.Item) => { const items = touched.get(text) ?? new Set(); touched.set(text, items); if (item) items.add(item) }
  const doomed = new Set<Y.XmlText>()
  const late = new Set<Fate>()
  for (const [client, ranges] of update.ds.clients) for (const { clock, len } of ranges) {
    const end = Math.min(clock + len, Y.getState(doc.store, client))
    for (let at = clock; at < end;) {
      const struct = Y.getItem(doc.store, Y.createID(client, at)) as Y.Item | Y.GC
      const stop = Math.min(end, struct.id.clock + struct.length)
      if (struct.deleted) {
        // An update of one change deletes only what its author saw alive; a whole state also repeats all that he knows to be deleted.
        for (const fate of fates.over(client, at, stop - at)) if (fate.words && !(fate.to && wrote(update, fate.to))) late.add(fate)
      } else if (struct instanceof Y.Item) {
        if (struct.content instanceof Y.ContentString && struct.parent instanceof Y.XmlText) touch(struct.parent, struct)
        else if (struct.content instanceof Y.ContentType) for (const text of textsIn(struct.content.type)) { touch(text); doomed.add(text) }
      }
      at = stop
    }
  }
  const noted: Noted = { runs: [], strays: [], doomed: [], brought: broughtBy(update, doc, deletes), before: new Map(update.structs.map(({ id }) => [id.client, Y.getState(doc.store, id.client)])), heard }
  for (const fate of late) {
    const item = itemAt(doc, fate)
    if (item?.parent instanceof Y.XmlText) touched.get(item.parent)?.add(item)
  }
  for (const [text, items] of touched) if (doomed.has(text)) readText(text, deletes, late, noted); else readStretch(text, stretchOf(items), deletes, late, noted)
  noted.runs.push(...runsOf(doc, fates, [...late].filter((fate) => !isPerhaps(heard, fate))))
  return noted
}

const isPerhaps = ({ vector }: Heard, { to }: Fate): boolean => vector !== undefined && (to === undefined || (vector.get(to.client) ?? 0) > to.clock)
/** An update that is said twice. */
const wrote = ({ structs }: Update, { client, clock }: Id): boolean => structs.some(({ id, length }) => id.client === client && id.clock <= clock && clock < id.clock + length)

const runIn = (text: Y.XmlText): Run & { text: Y.XmlText } => {
  const block = blockOf(text)?._item
  return { gone: [], text, ...(block ? { block: idOf(block) } : {}) }
}
function takeLate({ gone }: Run, { client, clock }: Id, len: number, late: Set<Fate>, { heard }: Noted): void {
  for (const fate of late) if (fate.client === client && fate.clock >= clock && fate.clock < clock + len) { gone.push({ client, clock: fate.clock, words: fate.words, dead: true, ...(isPerhaps(heard, fate) ? { perhaps: true } : {}) }); late.delete(fate) }
}

/** Of a text that stays, only what lies around the words that go. */
function readStretch(text: Y.XmlText, items: readonly Y.Item[], deletes: Ranges, late: Set<Fate>, noted: Noted): void {
  const run = runIn(text)
  for (const { content, deleted, id: { client, clock }, length } of items) {
    if (deleted) takeLate(run, { client, clock }, length, late, noted)
    else if (content instanceof Y.ContentString) for (const part of deletes.cut(client, clock, length)) {
      if (part.inside) run.gone.push({ client, clock: part.clock, words: content.str.slice(part.clock - clock, part.clock - clock + part.len), dead: false })
      else if (run.gone.length === 0) run.left = { id: { client, clock: part.clock + part.len - 1 }, side: 'after' }
    }
  }
  if (run.gone.length === 0) return
  for (let left = items[0]?.left; left && !run.left; left = left.left) {
    if (!left.deleted && left.content instanceof Y.ContentString) run.left = { id: { client: left.id.client, clock: left.id.clock + left.length - 1 }, side: 'after' }
  }
  noted.runs.push(run)
}

/** Of a text that dies, all. */
function readText(text: Y.XmlText, deletes: Ranges, late: Set<Fate>, noted: Noted): void {
  const run = runIn(text)
  const textId = idOf(text._item!)
  const leading: Stray[] = []
  let stray: Stray | undefined
  for (const piece of piecesOf(text)) {
    const { client, clock, len, words, marks } = piece
    if (piece.dead) {
      takeLate(run, piece, len, late, noted)
      continue
    }
    for (const part of deletes.cut(client, clock, len)) {
      const said = words.slice(part.clock - clock, part.clock - clock + part.len)
      const last = stray ?? run.gone.at(-1)
      if (part.inside) { run.gone.push({ client, clock: part.clock, words: said, dead: false }); stray = undefined; continue }
      stray = { client, clock: part.clock, words: said, marks, text: textId, ...(run.block ? { block: run.block } : {}) }
      if (last) stray.beside = { id: plus(last, last.words.length - 1), side: 'after' }
      else if (run.gone.length === 0) leading.push(stray)
      noted.strays.push(stray)
    }
  }
  const first = run.gone[0]
  if (first) for (const stray of leading) stray.beside = { id: first, side: 'before' }
  noted.doomed.push({ text: textId, ...(run.block ? { block: run.block } : {}), ...(first ? { first } : {}) })
  if (first) noted.runs.push(run)
}

/** Words whose text is gone: in the order of what became of them. */
function runsOf(doc: Y.Doc, fates: Fates, late: readonly Fate[]): Run[] {
  const runs = new Map<string, { run: Run; order: [number, number, Gone][] }>()
  for (const fate of late) {
    const key = fate.block ? `${fate.block.client} ${fate.block.clock}` : ''
    const { order } = runs.get(key) ?? (runs.set(key, { run: { gone: [], ...(fate.block ? { block: fate.block } : {}) }, order: [] }), runs.get(key)!)
    const now = fates.living(doc, fate)
    const text = now && textAt(doc, now)
    order.push([text ? rankOf(doc, text) : Infinity, text ? positionOf(text, now) : 0, { client: fate.client, clock: fate.clock, words: fate.words, dead: true }])
  }
  return [...runs.values()].map(({ run, order }) => ({ ...run, gone: order.sort((a, b) => (a[0] === b[0] ? 0 : a[0] - b[0]) || a[1] - b[1]).map(([, , gone]) => gone) }))
}

/** New words that the update does not delete again, with their marks as their author wrote them. */
function broughtBy(update: Update, doc: Y.Doc, deletes: Ranges): Brought[] {
  const brought: Brought[] = []
  const marks = new Map<number, Marks>()
  const plain = (id: Y.ID | null): Id | null => id && { client: id.client, clock: id.clock }
  for (const struct of update.structs) {
    if (!(struct instanceof Y.Item)) continue
    const { id: { client, clock }, content, length } = struct
    const now = marks.get(client) ?? {}
    if (content instanceof Y.ContentFormat) marks.set(client, { ...now, [content.key]: content.value })
    const known = Math.max(0, Y.getState(doc.store, client) - clock)
    if (!(content instanceof Y.ContentString) || known >= length) continue
    for (const part of deletes.cut(client, clock + known, length - known)) {
      if (part.inside) continue
      brought.push({
        client, clock: part.clock, words: content.str.slice(part.clock - clock, part.clock - clock + part.len), marks: now,
        origin: part.clock > clock ? { client, clock: part.clock - 1 } : plain(struct.origin), right: plain(struct.rightOrigin),
        parent: struct.parent instanceof Y.ID ? plain(struct.parent) : null,
      })
    }
  }
  return brought
}
