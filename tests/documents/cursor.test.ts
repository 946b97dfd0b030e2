// A cursor stands at the text by the right to write, and goes with it.
import { afterAll, beforeAll, expect, it } from 'vitest'
import { presence, Raw } from './peers'
import { openStage, type Stage } from './stage'

let stage: Stage
beforeAll(async () => { stage = await openStage() }, 60_000)
afterAll(() => stage.close())

it('who may only read from now on is no longer seen, and stays', async () => {
  const document = await stage.makeDocument({ kenya: 'write', peru: 'read' })
  const [kenya, peru] = await Promise.all(['kenya', 'peru'].map((who) => new Raw(stage.url, document, who).joined()))
  const seen = () => peru!.of('presence').map(({ bytes }) => Buffer.from(bytes).toString()).join('\n')
  kenya!.say(presence(kenya!.doc.clientID, 1, { user: {} }))
  await peru!.until(() => seen().includes('KENYA'), 'the cursor')
  expect(seen()).not.toContain('null')
  await stage.changeRight(document, 'kenya', 'read')
  stage.documents.recheck([document])
  await peru!.until(() => seen().includes('null'), 'the cursor goes')
  expect(kenya!.closed).toBeUndefined()
  for (const peer of [kenya!, peru!]) peer.close()
})
