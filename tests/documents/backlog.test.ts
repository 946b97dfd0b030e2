// What is not stored yet: it is not taken without end, and an end in good order waits for it.
import { afterAll, beforeAll, expect, it } from 'vitest'
import { LIMITS } from '../../server/src/documents/limits'
import { eventually, Raw, type } from './peers'
import { openStage, type Stage } from './stage'

let stage: Stage
beforeAll(async () => { stage = await openStage() }, 60_000)
afterAll(() => stage.close())

it('while the database is held nobody is heard beyond a bound, and everything is stored when it answers', async () => {
  const raw = (document: string) => new Raw(stage.url, document, 'kenya')
  const document = await stage.makeDocument({ kenya: 'write' })
  const kenya = await raw(document).joined()
  stage.line.hold()
  const count = Math.ceil(LIMITS.backlog / 200_000) + 1
  for (let n = 0; n < count; n++) kenya.write(type('x'.repeat(200_000)))
  let answered = false
  kenya.ws.once('pong', () => { answered = true })
  kenya.ws.ping()
  for (let n = 0; n < 5; n++) (await raw(document).opened()).close()
  await new Promise((go) => { setTimeout(go, 200) })
  expect(answered).toBe(false)
  stage.line.release()
  await kenya.until(() => kenya.acked === count, 'all acknowledged')
  await eventually(() => answered, 'heard again')
  kenya.close()
}, 30_000)

it('an end in good order stores and acknowledges what is under way before it closes, and hears no more', async () => {
  const document = await stage.makeDocument({ kenya: 'write' })
  const kenya = await new Raw(stage.url, document, 'kenya').joined()
  stage.line.hold()
  kenya.write(type('under way'))
  // Answered behind these words: they are heard.
  const heard = new Promise((done) => { kenya.ws.once('pong', done) })
  kenya.ws.ping()
  await heard
  const closing = stage.reopen()
  kenya.write(type(' too late'))
  for (let turns = 50; turns > 0; turns--) await new Promise((go) => { setImmediate(go) })
  stage.line.release()
  await closing
  await kenya.until(() => kenya.closed !== undefined, 'close')
  expect([kenya.closed?.code, kenya.acked]).toEqual([1012, 1])
  expect(await stage.stored(document)).toBe('Recalling its mandate, under way')
})
