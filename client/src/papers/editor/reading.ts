// The editor's document read as a paper, and where its places are; remembered per node, so that a key reads one paragraph anew.
import type { Node as DocumentNode } from '@tiptap/pm/model'
import { joinRuns, marksOf, PLACE, runsOf } from '@roundtable/shared/papers/schema'
import type { Block, Marks, Paper } from '@roundtable/shared/papers/schema'
import { attributesOf } from './nodes'

/** A place: its offset in the paragraph's text and the marks over it. */
export interface PlaceIn { offset: number; marks: Marks }

const blocks = new WeakMap<DocumentNode, Block>()
const places = new WeakMap<DocumentNode, PlaceIn[]>()

export const marksAt = (node: DocumentNode): Marks => marksOf(Object.fromEntries(node.marks.map((mark) => [mark.type.name, mark.attrs])))

export function blockOf(node: DocumentNode): Block {
  let block = blocks.get(node)
  if (!block) {
    const { id, role, level, for: of } = attributesOf(node)
    block = { id: id ?? '', role, ...(level ? { level } : {}), ...(role === 'note' && of ? { for: of } : {}), runs: joinRuns(node.children.flatMap((text) => runsOf(text.text ?? '', marksAt(text)))) }
    blocks.set(node, block)
  }
  return block
}

export const paperOf = (doc: DocumentNode): Paper => doc.children.map(blockOf)

export function placesIn(node: DocumentNode): PlaceIn[] {
  let found = places.get(node)
  if (!found) {
    found = []
    node.forEach((text, start) => {
      const words = text.text ?? ''
      for (let at = words.indexOf(PLACE); at >= 0; at = words.indexOf(PLACE, at + 1)) found!.push({ offset: start + at, marks: marksAt(text) })
    })
    places.set(node, found)
  }
  return found
}

/** Ids of the notes in the order in which the text refers to them: the number of a note is its place in this list, from 1. */
export function notesInOrder(doc: DocumentNode): string[] {
  const order = new Set<string>()
  doc.forEach((node) => {
    if (attributesOf(node).role !== 'note') for (const { marks } of placesIn(node)) if (marks.note) order.add(marks.note.id)
  })
  return [...order]
}
