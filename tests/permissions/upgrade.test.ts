// Joining and writing a text: every role, own and another body, through the real upgrade, with a plain y-websocket client.
import * as decoding from 'lib0/decoding'
import { WebSocket } from 'ws'
import { WebsocketProvider } from 'y-websocket'
import * as Y from 'yjs'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { WHO_MAY } from '@roundtable/shared/permissions/who-may'
import type { Role } from '@roundtable/shared/permissions/roles'
import type { Client } from '../support/client'
import { freshPerson } from '../support/examples/example'
import { written } from '../support/examples/papers'
import { join, wordsOf } from '../support/joined'
import { foundTable, type Table } from '../support/table'
import { openWorld, type World } from '../support/world'

let world: World
let table: Table
let elsewhere: Table
let made: { paper: string; document: string }
beforeAll(async () => {
  world = await openWorld()
  table = await foundTable(world)
  elsewhere = await foundTable(world)
  made = await table.paper()
}, 180_000)
afterAll(() => world.close())

interface Joined { joined: boolean; code?: number; write?: boolean; why?: string }

/** Joins, types a word if the text came, and says how it went. The server's word on writing is message 9, kind 3; a refusal kind 2. */
async function attempt(client: Client, document: string, query: Record<string, string> = {}, origin: string | undefined = world.url): Promise<Joined> {
  class Wire extends WebSocket { constructor(address: string | URL) { super(address, { headers: { ...client.headers, ...(origin ? { origin } : {}) } }) } }
  const doc = new Y.Doc()
  const provider = new WebsocketProvider(`${world.url.replace('http', 'ws')}/documents`, document, doc, { WebSocketPolyfill: Wire as unknown as typeof globalThis.WebSocket, disableBc: true, connect: false, params: { acks: '1', ...query } })
  try {
    return await new Promise<Joined>((done) => {
      const told: Joined = { joined: false }
      provider.messageHandlers[9] = (_encoder: unknown, decoder: decoding.Decoder) => {
        const kind = decoding.readVarUint(decoder)
        if (kind === 1) return done({ ...told, joined: true, write: true })
        const said = JSON.parse(decoding.readVarString(decoder)) as { refused?: string; write?: boolean; why?: string }
        if (kind === 2) return done({ ...told, joined: true, write: false, why: said.refused })
        Object.assign(told, said)
      }
      provider.on('sync', (synced: boolean) => {
        if (!synced) return
        const paragraph = doc.getXmlFragment('paper').get(0) as Y.XmlElement
        const text = paragraph.get(0) as Y.XmlText
        text.insert(text.length, `${client.who} `)
      })
      provider.on('connection-close', (event: { code?: number } | null) => done({ joined: false, code: event?.code }))
      provider.on('connection-error', () => done({ joined: false, code: 0 }))
      provider.connect()
    })
  } finally {
    provider.destroy()
    doc.destroy()
  }
}

const rows = () => world.prisma.documentLog.count({ where: { document: made.document } })

it('every role of the table, here and from elsewhere', async () => {
  const citizen = await freshPerson(world)
  const people = (of: Table): [Role, Client, boolean][] => [['observer', of.people.observer, false], ['expert', of.people.expert, true], ['delegate', of.people.kenya, true], ['delegate', of.people.rwanda, false], ['rapporteur', of.people.rapporteur, false], ['moderator', of.people.moderator, false], ['chair', of.people.chair, false]]
  const cases: [Role, Client, boolean][] = [['public', world.public, false], ['citizen', citizen, false], ...people(elsewhere).map(([, client]): [Role, Client, boolean] => ['citizen', client, false]), ...people(table), ['secretariat', world.secretariat, false], ['operator', world.operator, false]]
  for (const [role, client, drafter] of cases) {
    const [join, write] = [WHO_MAY['papers/join'].who[role], WHO_MAY['papers/write'].who[role]]
    const mayWrite = write === 'yes' || (write === 'drafter' && drafter)
    const before = await rows()
    const got = await attempt(client, made.document)
    if (join !== 'yes') expect([got.joined, got.code], `${role} ${client.who}`).toEqual([false, role === 'public' ? 4401 : 4404])
    else expect([got.joined, got.write], `${role} ${client.who}`).toEqual([true, mayWrite])
    if (join === 'yes' && !mayWrite) expect(got.why, role).toBe(write === 'instr' ? 'instruction-missing' : 'not-you')
    expect(await rows(), `${role} ${client.who}`).toBe(before + (join === 'yes' && mayWrite ? 1 : 0))
  }
})

it('the secretariat writes on the chair’s instruction, and the log says so', async () => {
  expect(await attempt(world.secretariat, made.document, { onInstruction: '1' })).toMatchObject({ joined: true, write: true })
  const last = await world.prisma.documentLog.findFirst({ where: { document: made.document }, orderBy: { seq: 'desc' } })
  expect(last!.parts).toMatchObject([{ onInstruction: true }])
})

it('a page of another site, a page without a name, and a document that is none are turned away', async () => {
  const before = await rows()
  for (const origin of ['https://elsewhere.example', 'null', undefined]) {
    expect((await attempt(table.people.kenya, made.document, {}, origin ?? '')).joined, String(origin)).toBe(false)
  }
  expect(await attempt(table.people.kenya, 'i-no-such-document')).toMatchObject({ joined: false, code: 4404 })
  expect(await rows()).toBe(before)
})

it('[PAP-1] adopted in mid-word, a text takes not a keystroke more, on a connection that stands and on a new one; its author reads why', async () => {
  const { paper, document } = await written(world, table)
  const stored = async () => { const text = await world.app.documents.text(document); return wordsOf(text) }
  const refused: string[] = []
  const editor = join(table.people.kenya, document)
  const heard = new Promise<void>((done) => {
    editor.provider.messageHandlers[9] = (_encoder: unknown, decoder: decoding.Decoder) => {
      if (decoding.readVarUint(decoder) !== 2) return
      refused.push((JSON.parse(decoding.readVarString(decoder)) as { refused: string }).refused)
      done()
    }
  })
  await editor.synced()
  let typing = true
  const hands = (async () => {
    for (let n = 0; typing; n++) {
      const text = editor.text()
      text.insert(text.length, ` word ${n}`)
      await new Promise((go) => { setImmediate(go) })
    }
  })()
  await table.people.chair.command('papers/adopt', { paper, how: 'by-consensus', asOrallyRevised: false })
  const adopted = await stored()
  await heard
  typing = false
  await hands
  expect(refused[0]).toBe('paper-closed')
  expect(await attempt(table.people.chair, document)).toMatchObject({ joined: true, write: false, why: 'paper-closed' })
  expect(await stored()).toBe(adopted)
  editor.leave()
})
