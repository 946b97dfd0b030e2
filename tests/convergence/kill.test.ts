// The server is killed in mid-typing: what anybody saw or got acknowledged is there afterwards, once.
import { afterAll, beforeAll, expect, it } from 'vitest'
import { childServer, type ChildServer } from '../support/child-server'
import { join, type Joined } from '../support/joined'
import { foundTable, type Table } from '../support/table'

const ROUNDS = 6
let server: ChildServer
let table: Table
let document: string

beforeAll(async () => {
  server = await childServer()
  const secretariat = await server.as('secretariat')
  table = await foundTable({ secretariat, url: server.url, issued: (email) => server.mailed(email) })
  document = (await table.paper()).document
})
afterAll(() => server.drop())

/** Types numbered words until told to stop; each word is one update. */
function typist(name: string, joined: Joined) {
  const typed: string[] = []
  const timer = setInterval(() => {
    const word = ` ${name}-${typed.length}.`
    typed.push(word)
    const text = joined.text()
    text.insert(text.length, word)
  }, 5)
  return { typed, stop: () => clearInterval(timer) }
}
const times = (words: string, word: string) => words.split(word).length - 1

it(`loses nothing that was seen or acknowledged, in ${ROUNDS} kills`, async () => {
  const seed = Number(process.env['SEED'] ?? Math.floor(Math.random() * 1e9))
  console.log(`seed ${seed}`)
  for (let round = 0; round < ROUNDS; round += 1) {
    const reader = join(table.people.observer, document)
    const writers = [join(table.people.kenya, document), join(table.people.civil, document)]
    await Promise.all([reader, ...writers].map((one) => one.synced()))
    const typists = writers.map((writer, index) => typist(`r${round}w${index}`, writer))
    await reader.until((words) => typists.every(({ typed }) => typed.length > 3 && words.includes(typed[1]!)), 'the typing is seen')
    await new Promise((later) => setTimeout(later, (seed >> round) % 150))
    await server.kill()
    const seen = reader.words()
    // Step 2 of the join counts as a client's first message.
    const acknowledged = writers.map((writer) => Math.max(0, writer.acknowledged() - 1))
    typists.forEach((one) => one.stop())
    reader.leave()
    writers.forEach((one) => one.provider.disconnect())
    await server.start()
    const fresh = join(table.people.observer, document)
    await fresh.synced()
    const stored = fresh.words()
    for (const [index, { typed }] of typists.entries()) {
      for (const [number, word] of typed.entries()) {
        if (times(seen, word) > 0) expect(times(stored, word), `seen by another: ${word}`).toBe(1)
        if (number < acknowledged[index]!) expect(times(stored, word), `acknowledged: ${word}`).toBe(1)
      }
    }
    // The writers come back with what they typed meanwhile: everything is there, once.
    writers.forEach((one) => one.provider.connect())
    await fresh.until((words) => typists.every(({ typed }) => typed.every((word) => times(words, word) === 1)), 'everything typed arrives once')
    fresh.leave()
    writers.forEach((one) => one.leave())
  }
})
