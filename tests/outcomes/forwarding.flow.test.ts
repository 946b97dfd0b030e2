// An outcome of a national consortium goes to its region's roundtable through the real gate, and home learns what became of it.
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { JSDOM } from 'jsdom'
import { simpleParser, type ParsedMail } from 'mailparser'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { Arrival, Forwarding } from '@roundtable/shared/outcomes/forwarding.rules'
import type { Citation, Paper } from '@roundtable/shared/papers/papers.rules'
import { PLACE, ROOT, seedPaper, type Block } from '@roundtable/shared/papers/schema'
import type { Kind, StateOf } from '@roundtable/shared/record/aggregates'
import { en } from '@roundtable/shared/words/en'
import { fr } from '@roundtable/shared/words/fr'
import { buildApp } from '../../server/src/app'
import { openDatabase } from '../../server/src/platform/database'
import { newId, newToken, systemClock } from '../../server/src/platform/ports'
import { publicExport, verifyBody, verifyExport } from '../../server/src/platform/verify'
import type { Client } from '../support/client'
import { issued as issuedBy } from '../support/examples/forwarding'
import { root } from '../support/places'
import { foundTable, type Table } from '../support/table'
import { quiet } from '../support/template'
import { openWorld, type World } from '../support/world'

let world: World
let home: Table
let region: Table
let number = 0
beforeAll(async () => {
  world = await openWorld()
  home = await foundTable(world, { kind: 'national-consortium', state: 'KEN' })
  region = await foundTable(world, { area: '014' })
}, 60_000)
afterAll(() => world.close())

/** These words in place of what a text holds, whatever its stage: what no door would let in. */
const put = (document: string, blocks: Block[]) => world.app.documents.act(document, (held) => world.prisma.$transaction((tx) => held.write(tx, (doc) => {
  const fragment = doc.getXmlFragment(ROOT)
  fragment.delete(0, fragment.length)
  seedPaper(doc, blocks)
})))

/** A report with a figure and a note, adopted and issued at home. */
async function issued(): Promise<{ outcome: string; symbol: string; sha256: string; paper: string; document: string; blocks: Block[] }> {
  const { paper, document } = await home.paper('Open procurement')
  const { citation } = await home.people.kenya.command('papers/citeFigure', { paper, edition: 2024, iso3: 'KEN', indicator: 'egdi' })
  const blocks: Block[] = [
    { id: 'h', role: 'heading', level: '1', runs: [{ text: 'Where Kenya stands', marks: {} }] },
    { id: 'p1', role: 'text', runs: [{ text: 'Kenya stood at ', marks: {} }, { text: PLACE, marks: { citation: { id: citation } } }, { text: ' in 2024.', marks: { bold: true } }, { text: PLACE, marks: { note: { id: 'n' } } }] },
    { id: 'n1', role: 'note', for: 'n', runs: [{ text: 'As adopted.', marks: { italic: true } }] },
  ]
  await put(document, blocks)
  await home.people.chair.command('papers/adopt', { paper, how: 'by-consensus', asOrallyRevised: false })
  number += 1
  const { outcome, symbol, sha256 } = await world.secretariat.command('outcomes/publish', { paper, symbol: `${home.symbol}/${world.clock.now().getUTCFullYear()}/${number}` })
  return { outcome, symbol, sha256, paper, document, blocks }
}
const forwarded = async (): Promise<Awaited<ReturnType<typeof issued>> & { id: string }> => {
  const made = await issued()
  const { forwarding: id } = await home.people.chair.command('outcomes/forward', { outcome: made.outcome, to: region.body })
  await world.app.due.wake()
  return { ...made, id }
}
async function seen<K extends Kind>(client: Client, body: string, kind: K, id: string): Promise<StateOf<K> | undefined> {
  const { aggregates } = await client.query('bodies/read', { body })
  return aggregates.find((one) => one.kind === kind && (one.state as { id: string }).id === id)?.state as StateOf<K> | undefined
}
const fates = async (client: Client, id: string) => ((await seen(client, home.body, 'forwarding', id)) as Forwarding).fates.map(({ fate }) => fate)
const citationsOf = async (of: Table, paper: string) => (await of.people.chair.query('bodies/part', { body: of.body, kind: 'citation', parent: paper })).aggregates.map(({ state }) => state as Citation)

describe('forwarding', () => {
  it('[OUT-5] asks for a roundtable of the State, and for the chair or the chair’s instruction', async () => {
    const { outcome } = await issued()
    const foreign = await world.secretariat.command('bodies/foundBody', { kind: 'regional-roundtable', name: { en: 'Western Europe' }, area: '155', symbol: 'RT.WEU', applicationDays: 7, seats: [{ organisation: 'France', group: 'national-government', class: 'member', iso3: 'FRA' }] })
    expect((await home.people.chair.query('outcomes/destinations', { body: home.body })).bodies.map(({ symbol }) => symbol)).toEqual([region.symbol])
    expect((await world.secretariat.query('outcomes/destinations', { body: region.body })).bodies.map(({ symbol }) => symbol)).toEqual(['RT.WEU'])
    const forward = (to: string, more = {}) => ({ outcome, to, ...more })
    expect(await home.people.chair.refused('outcomes/forward', forward(foreign.body))).toMatchObject({ status: 409, refused: 'not-its-region' })
    expect(await home.people.chair.refused('outcomes/forward', forward(home.body))).toMatchObject({ status: 400, refused: 'no-roundtable' })
    expect(await home.people.chair.refused('outcomes/forward', forward('nowhere'))).toMatchObject({ status: 404, refused: 'unknown' })
    expect(await home.people.kenya.refused('outcomes/forward', forward(region.body))).toMatchObject({ status: 403, refused: 'not-you' })
    expect(await region.people.chair.refused('outcomes/forward', forward(region.body))).toMatchObject({ status: 403, refused: 'not-you' })
    expect(await world.secretariat.refused('outcomes/forward', forward(region.body))).toMatchObject({ refused: 'instruction-missing' })
    await world.secretariat.command('outcomes/forward', forward(region.body, { onInstruction: true }))
    const { events } = await home.people.chair.query('bodies/events', { body: home.body, after: 0, limit: 500 })
    expect(events.filter((event) => 'type' in event && event.type === 'outcomeForwarded')).toMatchObject([{ by: { role: 'secretariat', onInstruction: true } }])
  })

  it('[OUT-6] happens once to each roundtable, also when it is asked for at once', async () => {
    const { outcome } = await issued()
    const answers = await Promise.all([1, 2, 3].map(() => home.people.chair.post('outcomes/forward', { outcome, to: region.body })))
    expect(answers.map(({ status }) => status).sort()).toEqual([200, 409, 409])
    expect(await home.people.chair.refused('outcomes/forward', { outcome, to: region.body })).toMatchObject({ refused: 'already-forwarded' })
  })
})

describe('arrival', () => {
  it('[OUT-7] is in the roundtable’s own record, by the system, with what the text is known by', async () => {
    const { id, symbol, sha256 } = await forwarded()
    expect(await seen(world.public, region.body, 'arrival', id)).toMatchObject({ from: { id: home.body, kind: 'national-consortium', symbol: home.symbol }, symbol, sha256, title: 'Open procurement', kind: 'position-paper', language: 'en' })
    const { events } = await world.public.query('bodies/events', { body: region.body, after: 0, limit: 500 })
    expect(events.filter((event) => 'type' in event && event.type === 'textReceived' && (event.aggregate as { id: string }).id === id)).toMatchObject([{ by: { system: true } }])
    expect(await fates(world.public, id)).toEqual(['arrived'])
    // Due once more, it is nothing to do.
    const again = await world.prisma.due.create({ data: { id: newId(), body: region.body, kind: 'forwarded-text', ref: id, at: world.clock.now() } })
    await world.app.due.wake()
    expect((await world.prisma.due.findUniqueOrThrow({ where: { id: again.id } })).done).not.toBeNull()
    expect((await seen(world.public, region.body, 'arrival', id))!.at).toBe((await seen(world.public, home.body, 'forwarding', id))!.fates[0]!.at)
    const document = new JSDOM(await (await fetch(`${world.url}/bodies/${region.symbol}`, { headers: { accept: 'text/html' } })).text()).window.document
    expect(document.querySelector(`#arrivals a[href="/outcomes/${symbol}"]`)!.textContent).toBe('Open procurement')
  })

  it('[OUT-7] does not happen while the stored text is not the one of the digest, and happens when it is again', async () => {
    const { outcome, sha256, document, blocks } = await issued()
    const { text } = await world.prisma.frozen.findUniqueOrThrow({ where: { sha256 } })
    await world.prisma.frozen.update({ where: { sha256 }, data: { text: text.replace('Kenya stood', 'Kenya fell') } })
    const { forwarding } = await home.people.chair.command('outcomes/forward', { outcome, to: region.body })
    await world.app.due.wake()
    expect(await seen(world.secretariat, region.body, 'arrival', forwarding)).toBeUndefined()
    expect(await fates(world.secretariat, forwarding)).toEqual([])
    await world.prisma.frozen.update({ where: { sha256 }, data: { text } })
    // Nor while the paragraphs are not those that were adopted.
    await put(document, blocks.slice(0, 1))
    await world.app.due.wake()
    expect(await seen(world.secretariat, region.body, 'arrival', forwarding)).toBeUndefined()
    await put(document, blocks)
    await world.app.due.wake()
    expect(await seen(world.secretariat, region.body, 'arrival', forwarding)).toMatchObject({ sha256 })
    expect(await fates(world.secretariat, forwarding)).toEqual(['arrived'])
  })

  it('[OUT-7] happens once at the next start where the server ended between', async () => {
    const other = await openWorld()
    try {
      const [here, there] = [await foundTable(other, { kind: 'national-consortium', state: 'KEN' }), await foundTable(other, { area: '014' })]
      const outcome = await issuedBy(other, here)
      await other.app.due.stop()
      await here.people.chair.command('outcomes/forward', { outcome, to: there.body })
      await other.stop()
      const database = await openDatabase({ databaseUrl: other.databaseUrl, dataDir: other.dataDir, root })
      const app = buildApp({ prisma: database.prisma, statement: database.statement, config: { port: 0, host: '127.0.0.1', dataDir: other.dataDir, demonstration: true }, ports: { clock: systemClock, id: newId, token: newToken, log: quiet }, root, demonstration: true })
      try {
        expect(await database.prisma.aggregate.count({ where: { kind: 'arrival' } })).toBe(0)
        await app.listen()
        await app.due.wake()
        await app.due.wake()
        expect(await database.prisma.aggregate.count({ where: { kind: 'arrival', body: there.body } })).toBe(1)
        const [sent] = await database.prisma.aggregate.findMany({ where: { kind: 'forwarding' } })
        expect((sent!.state as unknown as Forwarding).fates.map(({ fate }) => fate)).toEqual(['arrived'])
        for (const body of [here.body, there.body]) expect(await verifyBody(database.prisma, body)).not.toHaveProperty('broken')
      } finally {
        await app.close()
        await database.close()
      }
    } finally {
      await other.drop()
    }
  })
})

describe('at the roundtable', () => {
  it('[OUT-8] [PAP-7] [PAP-8] a text is taken up once, as it is, and says where it comes from', async () => {
    const { id, symbol, sha256, document: there, paper: origin } = await forwarded()
    expect(await region.people.kenya.refused('outcomes/takeUp', { arrival: id })).toMatchObject({ status: 403, refused: 'not-you' })
    const { paper, document } = await region.people.chair.command('outcomes/takeUp', { arrival: id })
    expect(await region.people.chair.refused('outcomes/takeUp', { arrival: id })).toMatchObject({ status: 409, refused: 'already-settled' })
    expect(await region.people.chair.refused('outcomes/takeNote', { arrival: id })).toMatchObject({ status: 409, refused: 'already-settled' })
    const state = (await seen(region.people.kenya, region.body, 'paper', paper)) as Paper
    expect(state).toMatchObject({ title: 'Open procurement', kind: 'position-paper', stage: 'draft', origin: { arrival: id, body: { id: home.body, symbol: home.symbol }, symbol, sha256 } })
    const [mine, theirs] = [await citationsOf(region, paper), await citationsOf(home, origin)]
    const same = ({ edition, iso3, indicator, status, value, source }: Citation) => ({ edition, iso3, indicator, status, value, source })
    expect(mine.map(same)).toEqual(theirs.map(same))
    const text = async (of: Table, paperThere: string) => JSON.stringify((await of.people.chair.query('papers/text', { paper: paperThere })).paragraphs)
    expect((await text(region, paper)).replaceAll(mine[0]!.id, theirs[0]!.id)).toBe(await text(home, origin))
    expect(document).not.toBe(there)
    await world.app.due.wake()
    expect(await fates(home.people.kenya, id)).toEqual(['arrived', 'taken-up'])
  })

  it('[OUT-8] a text is noted by the chair, or by the secretariat on instruction', async () => {
    const { id } = await forwarded()
    expect(await world.secretariat.refused('outcomes/takeNote', { arrival: id })).toMatchObject({ refused: 'instruction-missing' })
    await world.secretariat.command('outcomes/takeNote', { arrival: id, onInstruction: true })
    expect(await region.people.chair.refused('outcomes/takeNote', { arrival: id })).toMatchObject({ status: 409, refused: 'already-settled' })
    await world.app.due.wake()
    expect(await fates(home.people.kenya, id)).toEqual(['arrived', 'noted'])
    // Later the table thinks better of it: a paper is made, and home learns of both.
    const { paper } = await world.secretariat.command('outcomes/takeUp', { arrival: id })
    expect(await seen(region.people.kenya, region.body, 'arrival', id)).toMatchObject({ noted: expect.any(String), settled: { how: 'taken-up', paper } })
    expect(JSON.stringify(await seen(world.public, region.body, 'arrival', id))).not.toContain('noted')
    await world.app.due.wake()
    expect(await fates(home.people.kenya, id)).toEqual(['arrived', 'noted', 'taken-up'])
  })
  it('[OUT-12] on arrival the chair there and the secretariat get one mail each, in their language, plain', async () => {
    await region.people.chair.command('accounts/setProfile', { name: 'Chair', language: 'fr' })
    const { id, symbol } = await forwarded()
    await world.app.mailer.kick()
    const folder = join(world.dataDir, 'outbox')
    const mails = (await Promise.all(readdirSync(folder).filter((name) => name.endsWith('.eml')).map((name) => simpleParser(readFileSync(join(folder, name)))))).filter(({ text }) => text?.includes(id))
    const toOf = ({ to }: ParsedMail) => (to && !Array.isArray(to) ? to.value[0]!.address : undefined)
    const me = async (who: Client) => (await who.query('accounts/me', {})).person!.email
    expect(mails.map((mail) => [toOf(mail), mail.subject]).sort()).toEqual([[await me(region.people.chair), fr['outcomes.mail.arrived.subject']], [await me(world.secretariat), en['outcomes.mail.arrived.subject']]].sort())
    const english = mails.find(({ subject }) => subject === en['outcomes.mail.arrived.subject'])!
    for (const part of [symbol, '“Open procurement”', `/table/${region.body}#arrival-${id}`]) expect(english.text).toContain(part)
    expect(english.text!.length).toBeLessThan(700)
    // Worked again, nobody is mailed twice.
    const count = () => world.prisma.mail.count({ where: { template: 'text-arrived' } })
    const before = await count()
    await world.prisma.due.updateMany({ where: { ref: id }, data: { done: null } })
    await world.app.due.wake()
    expect(await count()).toBe(before)
  })

  it('[PAP-7] a figure that the Survey has corrected since is followed, and the paper keeps what it was', async () => {
    const { id, paper: origin } = await forwarded()
    const key = { edition_iso3: { edition: 2024, iso3: 'KEN' } }
    const { egdi } = await world.prisma.surveyFigure.findUniqueOrThrow({ where: key })
    await world.prisma.surveyFigure.update({ where: key, data: { egdi: '0.7000' } })
    const { paper } = await world.secretariat.command('outcomes/takeUp', { arrival: id })
    await world.prisma.surveyFigure.update({ where: key, data: { egdi } })
    const [kept] = await citationsOf(home, origin)
    expect(await citationsOf(region, paper)).toMatchObject([{ value: '0.7000', was: { value: kept!.value }, source: kept!.source }])
  })

  it('a text whose digest does not hold is not taken up', async () => {
    const { id, sha256 } = await forwarded()
    const { text } = await world.prisma.frozen.findUniqueOrThrow({ where: { sha256 } })
    await world.prisma.frozen.update({ where: { sha256 }, data: { text: `${text} ` } })
    expect(await region.people.chair.refused('outcomes/takeUp', { arrival: id })).toMatchObject({ status: 409, refused: 'text-damaged' })
    expect(await verifyBody(world.prisma, region.body)).toHaveProperty('broken')
    await world.prisma.frozen.update({ where: { sha256 }, data: { text } })
  })

  it('[OUT-9] [OUT-10] [OUT-11] what became of it is known at home; the public learns what was published, which names its origin; both records hold', async () => {
    const { id, symbol, sha256 } = await forwarded()
    const { paper } = await region.people.chair.command('outcomes/takeUp', { arrival: id })
    await region.people.chair.command('papers/adopt', { paper, how: 'by-consensus', asOrallyRevised: false })
    await world.app.due.wake()
    expect(await fates(home.people.kenya, id)).toEqual(['arrived', 'taken-up', 'adopted'])
    expect(await fates(world.public, id)).toEqual(['arrived'])
    expect((await seen(world.public, region.body, 'arrival', id) as Arrival).settled).toBeUndefined()
    const year = world.clock.now().getUTCFullYear()
    await world.secretariat.command('outcomes/publish', { paper, symbol: `${region.symbol}/${year}/1` })
    await world.app.due.wake()
    expect(await fates(home.people.kenya, id)).toEqual(['arrived', 'taken-up', 'adopted', 'published'])
    expect(((await seen(world.public, home.body, 'forwarding', id)) as Forwarding).fates).toMatchObject([{ fate: 'arrived' }, { fate: 'published', symbol: `${region.symbol}/${year}/1` }])
    const { canonical } = await world.public.query('outcomes/read', { symbol: `${region.symbol}/${year}/1` })
    expect(JSON.parse(canonical)).toMatchObject({ form: 2, origin: { body: { id: home.body }, symbol, sha256 } })
    for (const body of [home.body, region.body]) {
      expect(await verifyBody(world.prisma, body)).not.toHaveProperty('broken')
      expect(verifyExport(JSON.stringify(await publicExport(world.prisma, body)))).not.toHaveProperty('broken')
    }
  })
})
