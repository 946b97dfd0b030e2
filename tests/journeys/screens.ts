// Every screen there is: those of the router, read from its file, and the public pages; with who looks at each.
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { WordKey } from '@roundtable/shared/words/words'
import type { CastMember } from '@roundtable/shared/accounts/cast'
import { root } from '../support/places'
import type { Scene } from './scenes'

export interface Ids { body: string; consortium: string; young: string; forwarded: string; draft: string; adopted: string; symbol: string; meeting: string; thread: string }
/** Names of screens stand in the router’s file: for lists of them that are made before a world stands. */
export const SHAPES: Ids = { body: 'b', consortium: 'c', young: 'y', forwarded: 'f', draft: 'd', adopted: 'a', symbol: 's', meeting: 'm', thread: 't' }
export interface ScreenAt { name: string; path: string; who?: CastMember }

const PUBLIC = ['/', '/bodies/:body', '/bodies/NC.KEN', '/bodies/RT.CAR', '/outcomes/:symbol', '/outcomes/NC.KEN/:year/1', '/survey', '/survey/states/KEN', '/survey/areas/014', '/survey/groups/ldc', '/survey/figures/2024/KEN/egdi', '/survey/map', '/survey/ranking', '/survey/scatter', '/survey/compare?state=KEN&state=RWA&state=UGA', '/survey/map?edition=1999', '/who-may', '/bodies/nobody', '/mentions-by-mail/unknown']
/** Who opens a screen; the others open to everybody. A screen of the router that is missing here is looked at as a delegate. */
const WHO: Record<string, CastMember | undefined> = { '/found': 'secretariat', '/installation': 'operator', '/installation/figures': 'operator', '/editions': 'secretariat', '/sign-in': undefined, '/enter': undefined, '/outbox': undefined, '/gallery': undefined, '/:rest(.*)*': undefined, '/apply/:body': 'observer' }

/** Moments of a screen that has more than one face: which tabs and buttons are pressed to come there, where they stand (tabs on narrow screens only). */
export interface MomentAt extends ScreenAt { press: WordKey[]; scene?: Scene }
export const momentsOf = (ids: Ids): MomentAt[] => [
  { name: 'meeting-tab-agenda', path: `/meetings/${ids.meeting}`, who: 'delegate-kenya', press: ['meetings.room.tab.agenda'] },
  { name: 'meeting-tab-people', path: `/meetings/${ids.meeting}`, who: 'delegate-kenya', press: ['meetings.room.tab.people'] },
  { name: 'meeting-agenda-set', path: `/meetings/${ids.meeting}`, who: 'chair', press: ['meetings.room.tab.agenda', 'meetings.agenda.set.short'] },
  { name: 'meeting-file', path: `/meetings/${ids.meeting}`, who: 'secretariat', press: ['meetings.room.tab.agenda', 'meetings.files.attach'] },
  { name: 'paper-tab-talk', path: `/papers/${ids.draft}`, who: 'delegate-kenya', press: ['papers.page.tab.talk'] },
  { name: 'paper-tab-facts', path: `/papers/${ids.draft}`, who: 'chair', press: ['papers.page.tab.facts'] },
  { name: 'paper-authors', path: `/papers/${ids.draft}`, who: 'delegate-kenya', press: ['papers.page.tab.text', 'papers.history.authors'] },
  { name: 'paper-crowd', path: `/papers/${ids.draft}`, who: 'delegate-kenya', press: ['papers.page.tab.here'], scene: 'crowd' },
  { name: 'history-authors', path: `/papers/${ids.draft}/history`, who: 'delegate-kenya', press: ['papers.history.authors'] },
  { name: 'paper-adopt', path: `/papers/${ids.draft}`, who: 'chair', press: ['papers.page.tab.facts', 'papers.page.adopt'] },
  { name: 'paper-appoint', path: `/papers/${ids.draft}`, who: 'chair', press: ['papers.page.tab.facts', 'papers.page.appoint'] },
  { name: 'paper-figure', path: `/papers/${ids.draft}`, who: 'delegate-kenya', press: ['papers.page.tab.text', 'papers.editor.figure'] },
  { name: 'paper-forward', path: `/papers/${ids.forwarded}`, who: 'secretariat', press: ['papers.page.tab.facts', 'outcomes.forward'] },
  { name: 'table-call', path: `/table/${ids.body}`, who: 'secretariat', press: ['meetings.call'] },
  { name: 'table-make', path: `/table/${ids.body}`, who: 'chair', press: ['papers.page.make'] },
]

export function screensOf(ids: Ids): ScreenAt[] {
  const router = readFileSync(join(root, 'client/src/router.ts'), 'utf8')
  const paths = [...router.matchAll(/\{ path: '([^']+)', name: '([^']+)'/g)].map(([, path, name]) => ({ path: path!, name: name! }))
  if (paths.length < 8) throw new Error('the router’s screens could not be read')
  const fill = (path: string, paper = ids.draft) => path.replace(':body', ids.body).replace(':paper', paper).replace(':symbol', ids.symbol).replace(':year', ids.symbol.split('/')[1] ?? '').replace(':meeting', ids.meeting).replace(':thread', ids.thread).replace(':edition', '2024').replace(':iso3', 'KEN').replace(':indicator', 'egdi').replace(':view', 'map-2024-egdi-014').replace(/^\/cite$/, '/cite?edition=2024&state=KEN&indicator=egdi').replace(':rest(.*)*', 'nowhere-at-all')
  const app = paths.flatMap(({ path, name }): ScreenAt[] => {
    const who = path in WHO ? WHO[path] : 'delegate-kenya'
    const screen = { name, path: fill(path), ...(who ? { who } : {}) }
    if (name === 'paper') return [screen, { name: 'paper-chair', path: fill(path), who: 'chair' }, { name: 'paper-read', path: fill(path), who: 'observer' }, { name: 'paper-adopted', path: fill(path, ids.adopted), who: 'delegate-kenya' }, { name: 'paper-forwarded', path: fill(path, ids.forwarded), who: 'delegate-kenya' }]
    if (name === 'meeting') return [screen, { name: 'meeting-chair', path: fill(path), who: 'chair' }, { name: 'meeting-secretariat', path: fill(path), who: 'secretariat' }]
    if (name === 'table') return [screen, { name: 'table-secretariat', path: fill(path), who: 'secretariat' }, { name: 'table-consortium', path: `/table/${ids.consortium}`, who: 'delegate-kenya' }, { name: 'table-young', path: `/table/${ids.young}`, who: 'secretariat' }]
    return [screen]
  })
  return [...PUBLIC.map((path) => ({ name: `public${path.replace(/[/:]+/g, '-').replace(/-$/, '')}`, path: fill(path) })), ...app]
}
