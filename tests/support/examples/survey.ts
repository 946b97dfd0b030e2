// Examples of the Survey's command and queries.
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { root } from '../places'
import { fresh, type Examples } from './example'

const FILE = readFileSync(join(root, 'prisma/seed/survey/2024.csv'), 'utf8')
/** Another file each time: Kenya's participation is in no rank. */
const freshFile = () => FILE.replace(/^(KEN,.*,)[^,\n]*$/m, `$10.${String(10_000 + fresh())}`)

export const surveyCommands: Examples<'survey/tryEdition' | 'survey/importEdition'> = {
  'survey/tryEdition': (world) => ({ who: world.secretariat, input: { edition: 2024, csv: freshFile() } }),
  'survey/importEdition': (world) => ({ who: world.secretariat, input: { edition: 2024, csv: freshFile(), source: 'An example' } }),
}

export const surveyQueries: Examples<'survey/editions' | 'survey/figure' | 'survey/figures' | 'survey/uses'> = {
  'survey/editions': (world) => ({ who: world.public, input: {} }),
  'survey/figure': (world) => ({ who: world.public, input: { edition: 2024, iso3: 'KEN', indicator: 'egdi' } }),
  'survey/uses': (_world, table) => ({ who: table.people.kenya, input: { edition: 2024, iso3: 'KEN', indicator: 'egdi' } }),
  'survey/figures': (world) => ({ who: world.public, input: { edition: 2024, iso3: 'KEN' } }),
}
