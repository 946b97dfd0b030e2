// Puts an earlier version back as an edit: what stayed is left alone, with its authors; only what differs is taken out and written anew.
import * as Y from 'yjs'
import { differenceOf, type BlockDifference } from './difference'
import { ATTRIBUTES, attributesOf, BLOCK, readPaper, ROOT, seedBlock, type Block, type Paper, type Run } from './schema'

/** Answers whether anything differed. In the caller's transaction. */
export function restorePaper(doc: Y.Doc, version: Paper, language: string): boolean {
  const fragment = doc.getXmlFragment(ROOT)
  const difference = differenceOf(readPaper(fragment), version, language)
  let index = 0
  for (const each of difference) {
    index = nextBlock(fragment, index, each)
    if (each.is === 'removed') fragment.delete(index, 1)
    else {
      if (each.is === 'added') fragment.insert(index, [seedBlock(each.after!)])
      else if (each.is === 'changed') rewrite(fragment.get(index) as Y.XmlElement, each)
      index++
    }
  }
  return difference.some(({ is }) => is !== 'same')
}

/** What is no paragraph is passed over; before what is added it is not looked for. */
function nextBlock(fragment: Y.XmlFragment, from: number, { is }: BlockDifference): number {
  let index = from
  for (; is !== 'added' && index < fragment.length; index++) {
    const child = fragment.get(index)
    if (child instanceof Y.XmlElement && child.nodeName === BLOCK) return index
  }
  return index
}

function rewrite(element: Y.XmlElement, { before, after, pieces }: BlockDifference): void {
  const attributes = (block: Block) => block as Partial<Record<(typeof ATTRIBUTES)[number], string>>
  for (const name of ATTRIBUTES) {
    const value = attributes(after!)[name]
    if (attributes(before!)[name] === value) continue
    if (value === undefined) element.removeAttribute(name); else element.setAttribute(name, value)
  }
  const text = element.get(0)
  // A paragraph that holds more than one text, or what no reader sees, has no places to count by.
  if (!(text instanceof Y.XmlText) || text.length !== lengthOf(before!.runs)) {
    element.delete(0, element.length)
    const fresh = new Y.XmlText()
    element.insert(0, [fresh])
    fresh.applyDelta(after!.runs.map(inserted))
    return
  }
  text.applyDelta(pieces.flatMap(({ is, runs }): object[] => (is === 'added' ? runs.map(inserted) : [is === 'removed' ? { delete: lengthOf(runs) } : { retain: lengthOf(runs) }])))
}

const lengthOf = (runs: readonly Run[]): number => runs.reduce((sum, { text }) => sum + text.length, 0)
const inserted = ({ text, marks }: Run) => ({ insert: text, attributes: attributesOf(marks) })
