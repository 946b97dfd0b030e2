// The laws of the house over its import graph: what may see what. An exception is written down here, with its reason, or there is none.
import { describe, expect, it } from 'vitest'
import { CONTRACTS } from '@roundtable/shared/wire/contracts'
import { edges, inside, SOURCES } from './sources'

const DOMAINS = Object.keys(CONTRACTS)
const domainOf = (file: string) => DOMAINS.find((domain) => file.includes(`/src/${domain}/`))
const isPackage = (imported: string) => !/^(shared|server|client|prisma|tests)\//.test(imported)

describe('sideways', () => {
  it('client -> shared <- server, and nothing of ours imports a test', () => {
    expect(edges(inside('shared/'), (imported) => !isPackage(imported) && !imported.startsWith('shared/'))).toEqual([])
    expect(edges(inside('server/'), (imported) => imported.startsWith('client/') || imported.startsWith('tests/'))).toEqual([])
    expect(edges(inside('client/'), (imported) => !isPackage(imported) && !imported.startsWith('shared/') && !imported.startsWith('client/'))).toEqual([])
  })

  it('only the start of the server sees what is planted', () => {
    expect(edges(inside('server/'), (imported) => imported.startsWith('prisma/'))).toEqual(['server/src/main.ts -> prisma/seed/plant.ts'])
  })

  it('shared: a domain sees another only by its contract, its rules, or plain words of the trade', () => {
    const WORDS = ['shared/src/survey/indicators.ts', 'shared/src/survey/states.ts', 'shared/src/survey/explorer.views.ts', 'shared/src/survey/explorer.words.ts', 'shared/src/bodies/words.ts']
    expect(edges(inside('shared/src/').filter(({ file }) => domainOf(file)), (imported, file) => {
      const other = domainOf(imported)
      return other !== undefined && other !== domainOf(file) && !/\.(contract|rules)\.ts$/.test(imported) && !WORDS.includes(imported)
    })).toEqual([])
  })

  it('server: a domain sees another domain’s server only where it is written here', () => {
    expect(edges(inside('server/src/').filter(({ file }) => domainOf(file)), (imported, file) => {
      const other = domainOf(imported)
      return imported.startsWith('server/') && other !== undefined && other !== domainOf(file)
    }).sort()).toEqual([
      'server/src/accounts/accounts.handlers.ts -> server/src/bodies/invitations.ts', // an opened link may seat whom it invited, in the same commit
      'server/src/bodies/bodies.page.ts -> server/src/meetings/meetings.page.ts', // says where the body sits next
      'server/src/bodies/bodies.page.ts -> server/src/outcomes/catalogue.ts', // the body's page lists its outcomes
      'server/src/bodies/bodies.page.ts -> server/src/survey/survey.region.ts', // and shows its States in the Survey
      'server/src/bodies/bodies.region.ts -> server/src/survey/survey.chart.ts',
      'server/src/bodies/bodies.region.ts -> server/src/survey/survey.region.ts',
      'server/src/bodies/invitations.ts -> server/src/accounts/sessions.db.ts', // an invitation is a mailed link
      'server/src/discussion/anchor.ts -> server/src/papers/papers.db.ts', // a figure in them says its value
      'server/src/discussion/anchor.ts -> server/src/papers/text.ts', // words that are quoted really stand in the paragraph
      'server/src/discussion/anchor.ts -> server/src/survey/survey.figures.ts', // a figure or a view that is discussed is there
      'server/src/outcomes/forwarding.handlers.ts -> server/src/bodies/bodies.db.ts', // the roundtables of a State
      'server/src/outcomes/forwarding.handlers.ts -> server/src/survey/survey.figures.ts', // what is taken up follows the Survey from then on
      'server/src/outcomes/outcomes.handlers.ts -> server/src/bodies/bodies.db.ts',
      'server/src/outcomes/outcomes.handlers.ts -> server/src/papers/papers.db.ts', // what is published is a paper's text with its citations
      'server/src/outcomes/outcomes.handlers.ts -> server/src/papers/text.ts',
      'server/src/outcomes/outcomes.page.ts -> server/src/survey/paths.ts', // a citation leads to the page of its figure
      'server/src/outcomes/source.ts -> server/src/papers/text.ts',
      'server/src/papers/papers.handlers.ts -> server/src/outcomes/fate.ts', // home learns that its text was adopted
      'server/src/papers/papers.due.ts -> server/src/survey/survey.figures.ts', // and follows when it is corrected
      'server/src/papers/papers.handlers.ts -> server/src/survey/survey.figures.ts', // a citation takes its value where it is recorded
    ].sort())
  })

  it('documents know no domain, the design system knows no domain, the client’s wire knows none', () => {
    expect(edges(inside('server/src/documents/'), (imported) => domainOf(imported) !== undefined && imported.startsWith('server/'))).toEqual([])
    expect(edges(inside('client/src/ui/'), (imported) => imported.startsWith('client/') && domainOf(imported) !== undefined)).toEqual([])
    const NAMES = 'client/src/papers/editor/carets.ts' // how a name stands at a cursor: said once, sent by the wire, drawn by the editor
    expect(edges(inside('client/src/wire/'), (imported) => imported.startsWith('client/') && domainOf(imported) !== undefined && imported !== NAMES)).toEqual([])
  })

  it('shared is pure: no package that reads, waits or draws, no clock, no chance', () => {
    const ALLOWED = ['zod', 'canonicalize', 'diff', 'intl-messageformat', 'yjs']
    expect(edges(inside('shared/src/'), (imported) => isPackage(imported) && !ALLOWED.includes(imported))).toEqual([])
    expect(inside('shared/src/').filter(({ text }) => /\bDate\.now\(|new Date\(\)|Math\.random\(|crypto\.|performance\.|setTimeout|fetch\(|process\./.test(text)).map(({ file }) => file)).toEqual([])
  })
})

describe('who sees what', () => {
  const QUERY = /\b(?:tx|db|prisma)\.(?:\$(?:query|execute)\w*|[a-z]\w*\.(?:find|create|update|upsert|delete|count|groupBy|aggregate)\w*\()/
  it('the database: *.db.ts and platform/, and the door itself', () => {
    const asks = inside('server/src/').filter(({ file, text }) => QUERY.test(text) && !/\.db\.ts$/.test(file) && !file.startsWith('server/src/platform/')).map(({ file }) => file)
    expect(asks).toEqual([
      'server/src/app.ts', // is the database there?
      'server/src/gate/actor.ts', // who is asking, in one question
      'server/src/gate/run.ts', // the transaction and its key
    ])
  })

  it('Prisma’s values: database.ts makes the client, conflict.ts reads its errors, *.db.ts write its SQL', () => {
    const values = inside('server/src/').filter(({ text }) => /^import \{[^}]*\} from '[^']*generated\/prisma\/client'/m.test(text)).map(({ file }) => file).filter((file) => !/\.db\.ts$/.test(file))
    expect(values).toEqual(['server/src/gate/conflict.ts', 'server/src/platform/database.ts'])
  })

  it('Express and Socket.IO: gate/, pages/, app.ts, the client’s wire', () => {
    const seen = edges(inside('server/src/', 'client/src/', 'shared/src/'), (imported) => /^(express|helmet|socket\.io)/.test(imported)).map((edge) => edge.split(' ')[0]!)
    expect(seen.filter((file) => !/^server\/src\/(gate|pages)\/|^server\/src\/app\.ts$|^client\/src\/wire\//.test(file))).toEqual([])
  })

  it('the wire protocol of documents: documents/ and the client’s wire; editors see the text and who is there', () => {
    const WIRE = /^(ws|lib0|y-websocket|y-protocols)(\/|$)/
    const seen = edges(inside('server/src/', 'client/src/', 'shared/src/', 'prisma/seed/'), (imported) => WIRE.test(imported) && imported !== 'y-protocols/awareness')
    expect(seen.filter((edge) => !/^(server\/src\/documents|client\/src\/wire)\//.test(edge))).toEqual([])
    const awareness = edges(inside('server/src/', 'client/src/'), (imported) => imported === 'y-protocols/awareness')
    expect(awareness.filter((edge) => !/^client\/src\/(wire|papers)\//.test(edge))).toEqual([])
  })

  it('the clock and chance: the ports alone', () => {
    const seen = inside('server/src/').filter(({ text }) => /\bDate\.now\(|new Date\(\)|Math\.random\(|randomUUID|setInterval\(/.test(text)).map(({ file }) => file)
    // The rooms measure how long something takes; that is no time of day.
    expect(seen.filter((file) => !file.startsWith('server/src/documents/'))).toEqual(['server/src/platform/ports.ts'])
  })

  it('components never touch the socket', () => {
    expect(edges(SOURCES.filter(({ file }) => file.endsWith('.vue')), (imported) => imported.startsWith('socket.io') || imported === 'client/src/wire/socket.ts')).toEqual([])
  })
})

describe('files', () => {
  const code = SOURCES.filter(({ file }) => /\.(ts|vue|mjs)$/.test(file))
  it('have no more than 300 lines', () => {
    expect(code.map(({ file, text }) => [file, text.split('\n').length - 1] as const).filter(([, lines]) => lines > 300)).toEqual([])
  })

  it('begin with a sentence on what they are for', () => {
    const silent = code.filter(({ file, text }) => !/\.d\.ts$/.test(file) && !/^(import .*\n)*\s*(\/\/ |<!-- |<script.*>\n\/\/ |#!)/.test(text))
    expect(silent.map(({ file }) => file)).toEqual([])
  })

  it('have no word that says nothing in their name', () => {
    expect(code.map(({ file }) => file).filter((file) => /(manager|helper|util|service|common|misc)/i.test(file.split('/').at(-1)!))).toEqual([])
  })

  it('have no barrel and no silenced check (no `any`: lint)', () => {
    const silenced = new RegExp(['@ts-' + 'ignore', '@ts-' + 'nocheck', '^export \\* ' + 'from'].join('|'), 'm')
    expect(code.filter(({ text }) => silenced.test(text)).map(({ file }) => file)).toEqual([])
  })

  it('export by name', () => {
    expect(code.filter(({ file, text }) => /^export default /m.test(text) && !/(config\.(ts|mjs)|\.vue|\.d\.ts)$/.test(file)).map(({ file }) => file)).toEqual([])
  })
})
