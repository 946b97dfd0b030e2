// Writes a planted text into its live document, its figures as citations, in the name of the rapporteur's office.
import type { Indicator } from '@roundtable/shared/survey/indicators'
import { PLACE, ROOT, seedPaper, type Block, type Run } from '@roundtable/shared/papers/schema'
import type { App } from '../../server/src/app'
import type { PrismaClient } from '../../server/src/generated/prisma/client'
import { newId } from '../../server/src/platform/ports'
import type { SeedBlock } from './texts'

export interface SeedFigure { edition: number; iso3: string; indicator: Indicator }

async function runsOf(text: string, cite: (figure: SeedFigure) => Promise<string>): Promise<Run[]> {
  const runs: Run[] = []
  for (const piece of text.split(/(\{\{[^}]+\}\})/)) {
    const figure = /^\{\{(\d{4}) ([A-Z]{3}) (\w+)\}\}$/.exec(piece)
    if (figure) runs.push({ text: PLACE, marks: { citation: { id: await cite({ edition: Number(figure[1]), iso3: figure[2]!, indicator: figure[3] as Indicator }) } } })
    else if (piece !== '') {
      // As in resolutions, the verb that opens a paragraph stands in italics.
      const verb = runs.length === 0 ? /^(Recalling|Noting|Agrees|Invites|Decides|Requests|requests|invites|encourages)\b/.exec(piece)?.[0] : undefined
      if (verb) runs.push({ text: verb, marks: { italic: true } })
      runs.push({ text: piece.slice(verb?.length ?? 0), marks: {} })
    }
  }
  return runs
}

export async function writeText(app: App, prisma: PrismaClient, document: string, blocks: SeedBlock[], cite: (figure: SeedFigure) => Promise<string>): Promise<void> {
  const written: Block[] = []
  for (const { role, level, text } of blocks) written.push({ id: newId(), role, ...(level ? { level } : {}), runs: await runsOf(text, cite) })
  await app.documents.act(document, (held) => prisma.$transaction((tx) => held.write(tx, (doc) => {
    const fragment = doc.getXmlFragment(ROOT)
    fragment.delete(0, fragment.length)
    seedPaper(doc, written)
  })))
}
