// What is being said in the demonstration: on the item at hand, on a paragraph of the draft, and at the table as a whole.
import { castEmail, type CastMember } from '@roundtable/shared/accounts/cast'
import type { On } from '@roundtable/shared/discussion/discussion.contract'
import { wordsOf } from '@roundtable/shared/papers/schema'
import type { App } from '../../server/src/app'
import { readText } from '../../server/src/papers/text'
import { loadState } from '../../server/src/platform/record.db'
import type { PrismaClient } from '../../server/src/generated/prisma/client'
import type { As } from './plant'

interface SeedPost { who: CastMember; words: string; /** delegations by name, offices by word */ mentions?: string[] }

const ON_ITEM: SeedPost[] = [
  { who: 'private-sector', words: 'Our members ask who would pay for local indicators after the first year. A figure that is collected once is a press release, not a policy tool.' },
  { who: 'civil-society', words: 'We can test a first set with residents in *three councils* by June, if the Survey’s questionnaire is shared beforehand: https://publicadministration.un.org/egovkb' },
  { who: 'delegate-rwanda', words: 'Districts here publish service standards already. @Kenya, would your counties accept the same five services as a common core?', mentions: ['Kenya'] },
  { who: 'expert', words: 'One caution from the work of 2012: local authorities differ more within a State than States differ from one another. Common indicators should be few, and say what they leave out.' },
]
/** On these words of the draft. */
const QUOTE = 'strategic partnerships with local authorities, universities and the media'
const ON_PARAGRAPH: SeedPost[] = [
  { who: 'civil-society', words: 'Please add _libraries and community centres_: they reach residents whom the media do not.' },
  { who: 'delegate-rwanda', words: 'Agreed, if the list stays open: “such as”.' },
]
const ON_BODY: SeedPost[] = [
  { who: 'secretariat', words: 'Welcome. Papers for the next meeting reach the secretariat a week ahead; what was said on a paragraph is best said beside it, so that the drafters find it.' },
]

interface Place { body: string; seats: Map<string, string>; draft: string; meeting: string; item: string }

/** Each post by its own author, in the order in which they stand. */
export async function talkOver(app: App, prisma: PrismaClient, as: As, { body, seats, draft, meeting, item }: Place): Promise<void> {
  const { document } = (await loadState(prisma, 'paper', draft))!
  const block = readText(await app.documents.text(document)).paragraphs.find((one) => wordsOf(one).includes(QUOTE))
  const places: [On, SeedPost[]][] = [
    [{ is: 'body', body }, ON_BODY], [{ is: 'item', meeting, item }, ON_ITEM], ...(block ? [[{ is: 'paragraph', paper: draft, block: block.id, quote: QUOTE }, ON_PARAGRAPH] satisfies [On, SeedPost[]]] : []),
  ]
  for (const [on, posts] of places) {
    for (const { who, words, mentions = [] } of posts) await as(castEmail(who), 'discussion/openThread', { on, words, mentions: mentions.map((name) => seats.get(name) ?? name) })
  }
}
