// The records of every earlier release are refolded: their chains hold, every event is understood, and the states come out in today's shapes.
import { gunzipSync } from 'node:zlib'
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, it } from 'vitest'
import { canonical } from '@roundtable/shared/base/canonical'
import { kindOf, type Kind } from '@roundtable/shared/record/aggregates'
import type { LinkRead } from '../../server/src/platform/chain'
import { refold, verifyLinks } from '../../server/src/platform/verify'
import { root } from '../support/places'

interface Kept { body: string; links: LinkRead[]; states: { kind: Kind; state: { id: string; body: string } }[] }
const folder = join(root, 'tests/platform/records')
const releases = readdirSync(folder).filter((name) => name.endsWith('.json.gz'))

it('there is a release to remember', () => expect(releases.length).toBeGreaterThan(0))

it.each(releases)('the records of %s', (name) => {
  for (const { body, links, states } of JSON.parse(gunzipSync(readFileSync(join(folder, name))).toString()) as Kept[]) {
    expect(verifyLinks(body, links)).toMatchObject({ body, links: links.length })
    const anew = refold(body, links)
    expect(anew.size).toBe(states.length)
    for (const { kind, state } of anew.values()) {
      expect(kindOf(kind).shape.safeParse(state).error?.issues).toBeUndefined()
      // What stood in the rows then; a later release that adds to a state says so here.
      const then = states.find((one) => one.kind === kind && one.state.id === state.id)
      expect(canonical(state)).toBe(canonical(then?.state))
    }
  }
})
