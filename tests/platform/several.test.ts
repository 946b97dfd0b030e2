// Several whole servers on one PostgreSQL and one Redis: any of them serves anybody, any may be killed, and Redis may lose what it likes.
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { Client } from '../support/client'
import { Client as ClientAt } from '../support/client'
import { childServer, type ChildServer } from '../support/child-server'
import { Follower } from '../support/follower'
import { join, type Joined } from '../support/joined'
import { lossyRedis, type LossyRedis } from '../support/lossy-redis'
import { foundTable, type Table } from '../support/table'

const redisUrl = process.env['TEST_REDIS_URL']
const both = redisUrl && process.env['TEST_DATABASE_URL']
const seed = Number(process.env['SEED'] ?? Math.floor(Math.random() * 1e9))
let state = seed
const random = () => { state = (Math.imul(state, 1664525) + 1013904223) >>> 0; return state / 2 ** 32 }

describe.skipIf(!both)('two servers on one PostgreSQL and one Redis', () => {
  let line: LossyRedis
  let first: ChildServer
  let second: ChildServer
  let table: Table
  let paper: { paper: string; document: string }

  beforeAll(async () => {
    console.log(`seed ${seed}`)
    line = await lossyRedis(redisUrl!, random)
    first = await childServer({ REDIS_URL: line.url })
    second = await childServer({ REDIS_URL: line.url, DATABASE_URL: first.databaseUrl! })
    const secretariat = await first.as('secretariat')
    table = await foundTable({ secretariat, url: first.url, issued: (email) => first.mailed(email) })
    paper = await table.paper()
  })
  afterAll(async () => {
    await second.drop()
    await first.drop()
    line.close()
  })

  /** The same person, by the other server. */
  const by = (server: ChildServer, client: Client): Client => Object.assign(new ClientAt(server.url, client.who), { cookie: client.cookie })
  const makePaper = (client: Client) => client.command('papers/makePaper', { body: table.body, title: 'Another paper', kind: 'position-paper', language: 'en' })

  it('what is done on one is told to those who follow on the other, once and in order', async () => {
    const follower = await Follower.open(by(second, table.people.observer), table.body)
    const before = follower.picture.seq
    await makePaper(table.people.chair)
    await makePaper(by(second, table.people.chair))
    await follower.until(() => follower.picture.seq >= before + 2, 'both are told')
    expect(follower.told.map(({ seq }) => seq)).toEqual([before + 1, before + 2])
    follower.socket.close()
  })

  it('what Redis loses is said within seconds: how far the record goes, and the follower asks', async () => {
    const follower = await Follower.open(by(second, table.people.observer), table.body)
    const before = follower.picture.seq
    line.loss = 1
    const head = new Promise<number>((said) => follower.socket.on('head', ({ body, seq }: { body: string; seq: number }) => { if (body === table.body && seq > before) said(seq) }))
    await makePaper(table.people.chair)
    expect(await head).toBe(before + 1)
    expect(follower.told).toEqual([])
    line.loss = 0
    follower.socket.close()
  })

  it('who signs out on one is cut off on the other', async () => {
    const civil = await first.as('civil-society')
    const follower = await Follower.open(by(second, civil), table.body)
    const gone = new Promise((done) => follower.socket.once('disconnect', done))
    await civil.command('accounts/signOut', {})
    expect(await gone).toBe('io server disconnect')
  })

  it('while Redis is away each goes on alone, and afterwards together', async () => {
    const [kenya, civil] = [join(table.people.kenya, paper.document), join(by(second, table.people.civil), paper.document)]
    await Promise.all([kenya.synced(), civil.synced()])
    line.cut()
    kenya.text().insert(0, 'Without a line. ')
    await civil.until((words) => words.startsWith('Without a line. '), 'found in the log')
    line.mend()
    civil.text().insert(0, 'With it. ')
    await kenya.until((words) => words.startsWith('With it. Without'), 'told')
    for (const one of [kenya, civil]) one.leave()
  })

  const times = (words: string, word: string) => words.split(word).length - 1
  function typist(name: string, joined: () => Joined) {
    const typed: string[] = []
    const timer = setInterval(() => {
      const word = ` ${name}-${typed.length}.`
      typed.push(word)
      const text = joined().text()
      text.insert(text.length, word)
    }, 5)
    return { typed, stop: () => clearInterval(timer) }
  }

  const rounds = Number(process.env['ROUNDS'] ?? 4)
  it(`of a fifth of the news lost, and one killed in mid-typing in ${rounds} rounds: nothing seen or acknowledged is lost, nothing doubled, all equal`, async () => {
    line.loss = 0.2
    for (let round = 0; round < rounds; round++) {
      const [dies, stays] = random() < 0.5 ? [first, second] : [second, first]
      const reader = join(by(stays, table.people.observer), paper.document)
      const writers = [join(by(dies, table.people.kenya), paper.document), join(by(stays, table.people.civil), paper.document)]
      await Promise.all([reader, ...writers].map((one) => one.synced()))
      const typists = writers.map((_, index) => typist(`r${round}w${index}`, () => writers[index]!))
      await reader.until((words) => typists.every(({ typed }) => typed.length > 3 && words.includes(typed[1]!)), 'the typing is seen')
      await new Promise((later) => setTimeout(later, random() * 150))
      await dies.kill()
      const seen = reader.words()
      const acknowledged = writers.map((writer) => Math.max(0, writer.acknowledged() - 1))
      typists.forEach((one) => one.stop())
      // Who was on the killed one goes on by the other, with all he typed.
      writers[0]!.provider.disconnect()
      writers[0]!.leave()
      writers[0] = join(by(stays, table.people.kenya), paper.document, writers[0]!.doc)
      await reader.until((words) => typists.every(({ typed }) => typed.every((word) => times(words, word) === 1)), 'everything typed arrives once')
      await dies.start()
      const fresh = join(by(dies, table.people.observer), paper.document)
      await fresh.synced()
      const stored = fresh.words()
      for (const [index, { typed }] of typists.entries()) for (const [number, word] of typed.entries()) {
        if (times(seen, word) > 0) expect(times(stored, word), `seen: ${word}`).toBe(1)
        if (number < acknowledged[index]!) expect(times(stored, word), `acknowledged: ${word}`).toBe(1)
      }
      expect(reader.words()).toBe(stored)
      for (const one of [reader, fresh, ...writers]) one.leave()
    }
    expect(line.lost()).toBeGreaterThan(0)
    line.loss = 0
  }, 120_000)

  it('an act on one closes the paper on the other from its commit on, in mid-typing', async () => {
    line.loss = 0.2
    const { document, paper: id } = await table.paper()
    const civil = join(by(second, table.people.civil), document)
    await civil.synced()
    const one = typist('late', () => civil)
    await civil.until((words) => words.includes('late-9.'), 'typing')
    await table.people.chair.command('papers/adopt', { paper: id, how: 'by-consensus', asOrallyRevised: false })
    one.stop()
    const adopted = join(table.people.observer, document)
    await adopted.synced()
    const words = adopted.words()
    civil.text().insert(0, 'Never. ')
    const fresh = join(by(second, table.people.observer), document)
    await fresh.synced()
    await fresh.until((now) => now === words, 'the adopted text, and no word more')
    line.loss = 0
    for (const each of [civil, adopted, fresh]) each.leave()
  })
})

describe.skipIf(!both)('two servers that are started at once on an empty database', () => {
  it('make it once: one waits for the other', async () => {
    const { copyTemplate } = await import('../support/template')
    const { startServer } = await import('../support/started')
    const copy = await copyTemplate({ empty: true })
    const start = (name: string) => startServer({ DATA_DIR: `${copy.dataDir}/${name}`, DATABASE_URL: copy.databaseUrl!, REDIS_URL: redisUrl!, DEMONSTRATION: '0' })
    const servers = await Promise.all([start('one'), start('two')])
    const said = servers.map((server) => server.said())
    expect(said.filter((words) => words.includes('Imported 12 editions'))).toHaveLength(1)
    for (const server of servers) expect((await fetch(`${server.url}/api/health`)).status).toBe(200)
    for (const server of servers) expect(await server.end('SIGTERM')).toBe(0)
    await copy.drop()
  })
})
