// Brings in the editions that the project carries, where they are missing; what the secretariat imported is never overwritten.
import { createHash } from 'node:crypto'
import { readdir, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { isRefusal } from '@roundtable/shared/base/refusal'
import type { Draft } from '@roundtable/shared/record/draft'
import { importEdition, type SurveyRow } from '@roundtable/shared/survey/survey.rules'
import type { Tx } from '../platform/prisma'
import { loadEditions, replaceEditions, type EditionRow } from './survey.db'
import { readEdition } from './survey.importer'

/** Provenance of a carried edition; prisma/seed/survey/SOURCES.md tells more. */
export const CARRIED = 'UN DESA, United Nations E-Government Knowledge Base; carried with this software'

/** To be recorded by who calls it, as the system; none when all are there. A release's corrected file replaces an older carried one. */
export async function importCarried(tx: Tx, root: string, now: Date): Promise<Draft[]> {
  const folder = join(root, 'prisma/seed/survey')
  const there = new Map((await loadEditions(tx)).map((edition) => [edition.edition, edition]))
  const incoming: { edition: EditionRow; rows: SurveyRow[] }[] = []
  const drafts: Draft[] = []
  for (const name of (await readdir(folder)).filter((one) => /^\d{4}\.csv$/.test(one)).sort()) {
    const edition = Number(name.slice(0, 4))
    const before = there.get(edition) ?? null
    if (before && before.source !== CARRIED) continue
    const csv = await readFile(join(folder, name))
    // At every start but the first that is all there is to do.
    if (before?.sha256 === createHash('sha256').update(csv).digest('hex')) continue
    const file = await readEdition(edition, csv.toString())
    if ('tooLarge' in file || 'problems' in file.edition) throw new Error(`the carried file ${name} does not keep the rules: ${JSON.stringify(file)}`)
    const row = { edition, source: CARRIED, sha256: file.sha256, states: file.edition.rows.length }
    const decided = importEdition(before, row)
    if (isRefusal(decided)) continue
    drafts.push(...decided)
    incoming.push({ edition: { ...row, at: now }, rows: file.edition.rows })
  }
  await replaceEditions(tx, incoming)
  return drafts
}
