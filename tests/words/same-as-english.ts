// Words that read the same in English, by language and each for a reason: symbols, forms of names, and words both languages share.
import type { Language } from '@roundtable/shared/base/languages'
import type { WordKey } from '@roundtable/shared/words/words'

/** A form of names and numbers without a word of its own. */
const FORMS: WordKey[] = ['papers.figure.footnote', 'survey.figure', 'base.join.facts', 'base.join.valued']
/** A colon without a space before it: not so in French. */
const COLON: WordKey[] = ['explorer.point', 'base.join.labelled']
/** Forms where a comma stands as in English. */
const LISTED: WordKey[] = ['base.join.pair', 'ui.and', 'bodies.seat.kind', 'bodies.seat.person', 'threads.on.figure']
/** Sentences side by side, brackets: as in English, but for Chinese. */
const BLANKS: WordKey[] = ['base.join.sentences', 'base.join.stopped', 'base.join.aside']
/** The product's name in Latin letters. */
const NAME: WordKey[] = ['ui.product']
/** Names of States and of the Survey's indices that are written alike. */
const ALIKE: WordKey[] = ['ui.gallery.who.kenya', 'ui.gallery.table.rwanda', 'ui.gallery.table.egdi', 'survey.short.egdi', 'survey.short.osi', 'survey.short.tii', 'survey.short.hci', 'survey.short.epi']
/** French words that English took over. */
const FRENCH: WordKey[] = [
  'base.nav.menu', 'ui.gallery.menu', 'permissions.role.public', 'permissions.role.expert', 'permissions.role.rapporteur', 'accounts.page.cast.rapporteur', 'accounts.page.cast.expert',
  'accounts.page.installation.title', 'bodies.class.expert', 'bodies.office.rapporteur', 'bodies.page.experts', 'bodies.page.table.experts', 'bodies.apply.organisation', 'survey.editions.source',
]
const SPANISH: WordKey[] = ['permissions.grant.no', 'permissions.grant.demo', 'survey.editions.file.bytes']

export const SAME_AS_ENGLISH: Record<Exclude<Language, 'en'>, ReadonlySet<WordKey>> = {
  ar: new Set([...FORMS, ...COLON, ...BLANKS]),
  zh: new Set([...NAME, 'survey.figure', 'base.join.facts', 'base.join.valued']),
  fr: new Set([...FORMS, ...BLANKS, ...LISTED, ...NAME, ...ALIKE, ...FRENCH]),
  ru: new Set([...FORMS, ...BLANKS, ...COLON, ...LISTED, ...NAME]),
  es: new Set([...FORMS, ...BLANKS, ...COLON, ...LISTED, ...NAME, ...ALIKE, ...SPANISH]),
}
