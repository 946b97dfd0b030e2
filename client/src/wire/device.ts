// What this device keeps of what its person has read and written, for times without a line. Of one person at a time: signing out takes all of it away,
// another person finds nothing, and what a build kept no other build reads. Where a browser keeps nothing, all goes on without.
import { shallowReactive } from 'vue'
import { build } from './build'

/** `at`: when it was true, in ms; `seq`: up to which number of the body's record. */
export interface Had<T> { value: T; at: number; seq: number }
interface Row extends Had<unknown> { place: string; body: string; person: string; build: string; size: number }
export interface KeptEdit { key: number; update: Uint8Array; turn: number }
interface EditRow { document: string; person: string; update: Uint8Array; turn: number; title: string; path: string }
interface Owner { id: 'owner'; person: string; /** by which their words wait for them though their session is over */ mail?: string; build: string; contact: number }
export interface Unsent { title: string; path: string }

const NAME = 'roundtable'
const [ANSWERS, EDITS, ABOUT] = ['answers', 'edits', 'about']
/** What was not heard of for so long is no longer shown: a device may have changed hands, a right may have gone. */
const OLDEST = 7 * 24 * 3600_000
/** Rows and bytes of them, and of one. */
const MOST = { rows: 120, bytes: 24_000_000, row: 6_000_000 }

let person: string | undefined
let opening: Promise<IDBDatabase | undefined> | undefined
/** Places that are shown as this device had them, until the server has answered; with the moment they were true. */
export const shownAsHad = shallowReactive(new Map<string, number>())

const done = <T>(request: IDBRequest<T>): Promise<T> => new Promise((resolve, reject) => {
  request.onsuccess = () => resolve(request.result)
  request.onerror = () => reject(request.error ?? new Error('kept nothing'))
})
const ended = (tx: IDBTransaction): Promise<void> => new Promise((resolve, reject) => {
  tx.oncomplete = () => resolve()
  tx.onabort = tx.onerror = () => reject(tx.error ?? new Error('kept nothing'))
})

function database(): Promise<IDBDatabase | undefined> {
  opening ??= new Promise((resolve) => {
    if (typeof indexedDB === 'undefined') return resolve(undefined)
    const request = indexedDB.open(NAME, 1)
    request.onupgradeneeded = () => {
      const db = request.result
      db.createObjectStore(ANSWERS, { keyPath: 'place' }).createIndex('body', 'body')
      db.createObjectStore(EDITS, { autoIncrement: true }).createIndex('document', 'document')
      db.createObjectStore(ABOUT, { keyPath: 'id' })
    }
    request.onsuccess = () => {
      request.result.onversionchange = () => { request.result.close(); opening = undefined }
      resolve(request.result)
    }
    request.onerror = request.onblocked = () => resolve(undefined)
  })
  return opening
}

/** Answers may come before it is known who asks: they wait for that, and are kept in their order. */
let begin: () => void = () => undefined
const begun = new Promise<void>((go) => { begin = go })

/** One transaction, in which this page's person still owns the device: after signing out in another tab nothing is written or read any more. */
async function owned<T>(mode: IDBTransactionMode, work: (tx: IDBTransaction, owner: Owner) => Promise<T> | T): Promise<T | undefined> {
  const who = person
  try {
    const db = who === undefined ? undefined : await database()
    if (!db) return undefined
    const tx = db.transaction([ANSWERS, EDITS, ABOUT], mode, { durability: 'relaxed' })
    const all = ended(tx)
    const owner = await done(tx.objectStore(ABOUT).get('owner') as IDBRequest<Owner | undefined>)
    if (!owner || owner.person !== who) return undefined
    const result = await work(tx, owner)
    if (mode === 'readwrite') await all
    return result
  } catch {
    return undefined
  }
}

/** Who was here last, and when the server was last heard of; nobody when that is too long ago. Reads before it is known who asks. */
export async function lastHere<Me>(): Promise<{ me: Me; person: string; contact: number } | undefined> {
  try {
    const db = await database()
    if (!db) return undefined
    const tx = db.transaction([ANSWERS, ABOUT], 'readonly')
    const owner = await done(tx.objectStore(ABOUT).get('owner') as IDBRequest<Owner | undefined>)
    if (!owner || owner.build !== build) return undefined
    if (Date.now() - owner.contact > OLDEST || owner.contact > Date.now() + OLDEST) { await forgetAnswers(); return undefined }
    const row = await done(tx.objectStore(ANSWERS).get('me') as IDBRequest<Row | undefined>)
    return row ? { me: row.value as Me, person: owner.person, contact: owner.contact } : undefined
  } catch {
    return undefined
  }
}

/** From here on this page keeps and recalls for this person; what another left, or another build, goes. Answers whether there was another. */
export async function keepFor(who: string, mail?: string): Promise<boolean> {
  person = who
  try {
    const db = await database()
    if (!db) return false
    const tx = db.transaction([ANSWERS, EDITS, ABOUT], 'readwrite')
    const all = ended(tx)
    const owner = await done(tx.objectStore(ABOUT).get('owner') as IDBRequest<Owner | undefined>)
    if (owner?.person !== who || owner.build !== build) tx.objectStore(ANSWERS).clear()
    if (owner?.person !== who) tx.objectStore(EDITS).clear()
    tx.objectStore(ABOUT).put({ id: 'owner', person: who, ...(mail ? { mail } : {}), build, contact: Date.now() } satisfies Owner)
    await all
    return owner !== undefined && owner.person !== who
  } catch {
    return false
  } finally {
    begin()
  }
}
/** Before the server has said it: the person this device knows. */
export const assume = (who: string): void => { person = who }

async function cleared(stores: string[]): Promise<void> {
  shownAsHad.clear()
  try {
    const db = await database()
    if (!db) return
    const tx = db.transaction(stores, 'readwrite')
    for (const store of stores) tx.objectStore(store).clear()
    await ended(tx)
  } catch {
    // nothing was kept
  }
}
/** The session is over: what was read goes; words that were not sent wait for their author alone. */
export function forgetAnswers(): Promise<void> {
  person = undefined
  return cleared([ANSWERS])
}
/** On signing out: whoever sits down here next finds nothing. */
export function forgetAll(): Promise<void> {
  person = undefined
  return cleared([ANSWERS, EDITS, ABOUT])
}

export async function recall<T>(place: string): Promise<Had<T> | undefined> {
  const row = await owned('readonly', (tx) => done(tx.objectStore(ANSWERS).get(place) as IDBRequest<Row | undefined>))
  if (!row || row.person !== person || row.build !== build) return undefined
  return { value: row.value as T, at: row.at, seq: row.seq }
}

/** `size` in bytes, about; what is too large is not kept. The oldest make room. */
export async function keep(place: string, body: string, value: unknown, seq = 0, size = JSON.stringify(value).length): Promise<void> {
  if (size > MOST.row) return
  if (person === undefined) await begun
  await owned('readwrite', async (tx, owner) => {
    const answers = tx.objectStore(ANSWERS)
    answers.put({ place, body, person: owner.person, build, value, seq, at: Date.now(), size } satisfies Row)
    tx.objectStore(ABOUT).put({ ...owner, contact: Date.now() } satisfies Owner)
    if (await done(answers.count()) <= MOST.rows && size < MOST.bytes / MOST.rows) return
    const rows = (await done(answers.getAll() as IDBRequest<Row[]>)).filter((row) => row.place !== 'me').sort((a, b) => b.at - a.at)
    let bytes = 0
    rows.forEach((row, index) => { bytes += row.size; if (index >= MOST.rows || bytes > MOST.bytes) answers.delete(row.place) })
  })
}

export const drop = (place: string): Promise<void> => owned('readwrite', (tx) => { tx.objectStore(ANSWERS).delete(place) }).then(() => undefined)

/** All that is of a body: a right there has changed. Words that were not sent go on waiting for the server's judgement. */
export async function dropBody(body: string): Promise<void> {
  await owned('readwrite', async (tx) => {
    const answers = tx.objectStore(ANSWERS)
    for (const key of await done(answers.index('body').getAllKeys(body))) answers.delete(key)
  })
}

/** When the server was last heard of. */
export const heardNow = (): Promise<void> => owned('readwrite', (tx, owner) => { tx.objectStore(ABOUT).put({ ...owner, contact: Date.now() } satisfies Owner) }).then(() => undefined)

/** Words on their way into a text. Undefined where nothing is kept. */
export const keepEdit = (document: string, update: Uint8Array, turn: number, about: Unsent): Promise<number | undefined> =>
  owned('readwrite', (tx, owner) => done(tx.objectStore(EDITS).add({ document, person: owner.person, update, turn, ...about } satisfies EditRow) as IDBRequest<number>))

export async function editsOf(document: string): Promise<KeptEdit[]> {
  const found = await owned('readonly', async (tx) => {
    const index = tx.objectStore(EDITS).index('document')
    const [keys, rows] = await Promise.all([done(index.getAllKeys(document)), done(index.getAll(document) as IDBRequest<EditRow[]>)])
    return rows.flatMap(({ update, turn, person: whose }, at) => (whose === person ? [{ key: keys[at] as number, update, turn }] : []))
  })
  return found ?? []
}

/** In which papers words of mine wait, the paper's page with each. */
export async function unsent(): Promise<Unsent[]> {
  const rows = await owned('readonly', (tx) => done(tx.objectStore(EDITS).getAll() as IDBRequest<EditRow[]>))
  return papersIn((rows ?? []).filter((row) => row.person === person))
}
const papersIn = (rows: readonly EditRow[]): Unsent[] => [...new Map(rows.map(({ path, title }) => [path, { path, title }])).values()]

/** Whose words wait on this device, and in which papers, whoever asks: they go when somebody else comes. Nobody: nothing is kept here. */
export async function waitingHere(): Promise<{ mail: string | undefined; papers: Unsent[] } | undefined> {
  try {
    const db = await database()
    if (!db) return undefined
    const tx = db.transaction([EDITS, ABOUT], 'readonly')
    const owner = await done(tx.objectStore(ABOUT).get('owner') as IDBRequest<Owner | undefined>)
    return owner && { mail: owner.mail, papers: papersIn(await done(tx.objectStore(EDITS).getAll() as IDBRequest<EditRow[]>)) }
  } catch {
    return undefined
  }
}

export const dropEdits = (keys: readonly number[]): Promise<void> => owned('readwrite', (tx) => { for (const key of keys) tx.objectStore(EDITS).delete(key) }).then(() => undefined)

/** Puts `change` of what is there in its place, and takes away the edits that it holds, in one step. */
export async function turnInto<T>(place: string, body: string, change: (had: T | undefined) => T, size: (now: T) => number, without: readonly number[]): Promise<void> {
  await owned('readwrite', async (tx, owner) => {
    const answers = tx.objectStore(ANSWERS)
    const row = await done(answers.get(place) as IDBRequest<Row | undefined>)
    const value = change(row && row.build === build ? (row.value as T) : undefined)
    for (const key of without) tx.objectStore(EDITS).delete(key)
    if (size(value) <= MOST.row) answers.put({ place, body, person: owner.person, build, value, seq: 0, at: Date.now(), size: size(value) } satisfies Row)
  })
}
