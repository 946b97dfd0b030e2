// Examples of the papers' and the outcomes' commands and queries.
import { seedPaper } from '@roundtable/shared/papers/schema'
import { ROOT } from '@roundtable/shared/papers/schema'
import type { Table } from '../table'
import type { World } from '../world'
import { fresh, type Examples } from './example'

/** One paragraph in place of what a text holds. */
export const write = (world: World, document: string): Promise<unknown> =>
  world.app.documents.act(document, (held) => world.prisma.$transaction((tx) => held.write(tx, (doc) => {
    const fragment = doc.getXmlFragment(ROOT)
    fragment.delete(0, fragment.length)
    seedPaper(doc, [{ id: world.ports.id(), role: 'text', runs: [{ text: 'Recalling its mandate,', marks: {} }] }])
  })))

/** A paper with words in it; `adopted` if the body is to have adopted it. */
export async function written(world: World, table: Table, adopted = false): Promise<{ paper: string; document: string }> {
  const made = await table.paper(`Paper ${fresh()}`)
  await write(world, made.document)
  if (adopted) await table.people.chair.command('papers/adopt', { paper: made.paper, how: 'by-consensus', asOrallyRevised: false })
  return made
}

const freshOutcomeSymbol = (world: World, table: Table) => `${table.symbol}/${world.clock.now().getUTCFullYear()}/${fresh()}`

export const papersCommands: Examples<'papers/makePaper' | 'papers/appointDrafters' | 'papers/circulate' | 'papers/citeFigure' | 'papers/adopt' | 'papers/nameVersion' | 'papers/restore' | 'outcomes/publish'> = {
  'papers/makePaper': (_world, table) => ({ who: table.people.chair, input: { body: table.body, title: `Paper ${fresh()}`, kind: 'report', language: 'en' } }),
  'papers/appointDrafters': async (_world, table) => ({ who: table.people.chair, input: { paper: (await table.paper()).paper, seats: [table.seats.rwanda, table.seats.kenya] } }),
  'papers/circulate': async (world, table) => ({ who: table.people.chair, input: { paper: (await written(world, table)).paper } }),
  'papers/citeFigure': async (_world, table) => ({ who: table.people.kenya, input: { paper: (await table.paper()).paper, edition: 2024, iso3: 'KEN', indicator: 'egdi' } }),
  'papers/adopt': async (world, table) => ({ who: table.people.chair, input: { paper: (await written(world, table)).paper, how: 'without-vote', asOrallyRevised: true } }),
  'papers/nameVersion': async (world, table) => ({ who: table.people.kenya, input: { paper: (await written(world, table)).paper, title: `Version ${fresh()}` } }),
  'papers/restore': async (world, table) => ({ who: table.people.kenya, input: { paper: (await written(world, table)).paper, position: 1 } }),
  'outcomes/publish': async (world, table) => ({ who: world.secretariat, input: { paper: (await written(world, table, true)).paper, symbol: freshOutcomeSymbol(world, table) } }),
}

export const papersQueries: Examples<'papers/list' | 'papers/read' | 'papers/text' | 'papers/citable' | 'papers/history' | 'papers/version' | 'papers/authors' | 'outcomes/list' | 'outcomes/read' | 'outcomes/nextSymbol'> = {
  'papers/list': (_world, table) => ({ who: table.people.observer, input: { body: table.body } }),
  'papers/read': async (_world, table) => ({ who: table.people.observer, input: { paper: (await table.paper()).paper } }),
  'papers/citable': (_world, table) => ({ who: table.people.kenya, input: {} }),
  'papers/text': async (_world, table) => ({ who: table.people.observer, input: { paper: (await table.paper()).paper } }),
  'papers/history': async (world, table) => ({ who: table.people.observer, input: { paper: (await written(world, table)).paper } }),
  'papers/version': async (world, table) => ({ who: table.people.observer, input: { paper: (await written(world, table)).paper, position: 1 } }),
  'papers/authors': async (world, table) => ({ who: table.people.observer, input: { paper: (await written(world, table)).paper } }),
  'outcomes/list': (world, table) => ({ who: world.public, input: { body: table.body } }),
  'outcomes/read': async (world, table) => {
    const { paper } = await written(world, table, true)
    const { symbol } = await world.secretariat.command('outcomes/publish', { paper, symbol: freshOutcomeSymbol(world, table) })
    return { who: world.public, input: { symbol } }
  },
  'outcomes/nextSymbol': (world, table) => ({ who: world.secretariat, input: { body: table.body } }),
}
