// Plants the demonstration: one body in mid-work, through the same commands as real use.
import { randomUUID } from 'node:crypto'
import { INSTALLATION } from '@roundtable/shared/base/ids'
import { CAST, castEmail, type CastMember } from '@roundtable/shared/accounts/cast'
import { nameOperator, nameSecretariat } from '@roundtable/shared/accounts/accounts.rules'
import { symbolOf } from '@roundtable/shared/outcomes/outcomes.rules'
import type { AnswerOf, CommandName, InputOf } from '@roundtable/shared/wire/contracts'
import { buildApp, type App, type AppOptions } from '../../server/src/app'
import { openSession, personFor } from '../../server/src/accounts/sessions.db'
import { Unit } from '../../server/src/platform/unit'
import { areaNames, EASTERN_AFRICA, NAMES, SEATS } from './cast'
import { writeText } from './text'
import { OUTCOME, POSITION_PAPER, type SeedPaper } from './texts'

const APPLICANT = 'applicant@demonstration.example'

/** Does nothing on a database that holds anybody already. */
export async function plantDemonstration(options: AppOptions, say: (line: string) => void): Promise<void> {
  const { prisma, ports } = options
  if ((await prisma.person.count()) > 0) return
  say('Planting the demonstration …')
  let issued = ''
  const app = buildApp({ ...options, demonstration: true, ports: { ...ports, token: () => (issued = ports.token()) } })
  const tokens = new Map<string, string>()
  await prisma.$transaction(async (tx) => {
    const unit = new Unit(tx, ports, ports.clock.now(), INSTALLATION)
    await unit.lock()
    const people = [...CAST.map((who) => ({ email: castEmail(who), name: NAMES[who] })), { email: APPLICANT, name: 'Applicant' }]
    for (const { email, name } of people) {
      const person = await personFor(tx, ports, email, name, 'en', unit.now)
      tokens.set(email, (await openSession(tx, ports, person.id, 'Planting', unit.now)).token)
      const state = (await unit.load('installation', INSTALLATION))!
      const named = { person: person.id, name }
      const drafts = email === castEmail('operator') ? nameOperator(state, named) : email === castEmail('secretariat') ? nameSecretariat(state, named, false) : []
      if (Array.isArray(drafts)) await unit.record(drafts, { system: true })
    }
    await unit.flush()
  }, { maxWait: 60_000, timeout: 60_000 })

  async function as<N extends CommandName>(email: string | undefined, name: N, input: InputOf<N>): Promise<AnswerOf<N>> {
    const result = await app.runner.command(name, input, randomUUID(), { token: email && tokens.get(email), device: 'Planting', address: 'planting' })
    if ('refusal' in result) throw new Error(`planting: ${name} was refused: ${JSON.stringify(result)}`)
    return result.answer as AnswerOf<N>
  }

  try {
    const body = await foundRoundtable(as, () => issued)
    await makePapers(app, options, as, body)
    await prisma.session.updateMany({ where: { device: 'Planting' }, data: { ended: ports.clock.now() } })
  } finally {
    await app.close()
  }
}

type As = <N extends CommandName>(email: string | undefined, name: N, input: InputOf<N>) => Promise<AnswerOf<N>>
const secretariat = castEmail('secretariat')
const chair = castEmail('chair')
const rapporteur = castEmail('rapporteur')

async function foundRoundtable(as: As, issued: () => string): Promise<{ body: string; seats: Map<string, string> }> {
  const { body, seats } = await as(secretariat, 'bodies/foundBody', {
    kind: 'regional-roundtable', name: areaNames(EASTERN_AFRICA), area: EASTERN_AFRICA, symbol: 'RT.EAF', applicationDays: 14,
    seats: SEATS.map(({ who: _, ...seat }) => seat),
  })
  const sit = async () => void (await as(undefined, 'accounts/openLink', { token: issued() }))
  for (const office of ['chair', 'moderator', 'rapporteur'] as const) {
    await as(secretariat, 'bodies/inviteOfficer', { body, office, email: castEmail(office), name: NAMES[office] })
    await sit()
  }
  for (const [index, { who }] of SEATS.entries()) {
    if (!who) continue
    await as(secretariat, 'bodies/inviteDelegate', { seat: seats[index]!, rank: 'head', email: castEmail(who as CastMember), name: NAMES[who] })
    await sit()
  }
  await as(APPLICANT, 'bodies/apply', {
    body, organisation: 'Universities for Public Administration', group: 'academia', mandate: 'Teaching and research on public administration in the States of the region.',
    owners: 'Nine public universities; funded by their contributions.', interests: 'Takes part in research that ministries of the region commission.',
  })
  return { body, seats: new Map(SEATS.map(({ organisation }, index) => [organisation, seats[index]!])) }
}

async function makePapers(app: App, { prisma, ports }: AppOptions, as: As, { body, seats }: { body: string; seats: Map<string, string> }): Promise<void> {
  const year = ports.clock.now().getUTCFullYear()
  const make = async (text: SeedPaper) => {
    const { paper, document } = await as(chair, 'papers/makePaper', { body, title: text.title, kind: text.kind, language: 'en' })
    await as(chair, 'papers/appointDrafters', { paper, seats: text.drafters.map((name) => seats.get(name)!) })
    await writeText(app, prisma, document, text.blocks, async (figure) => (await as(rapporteur, 'papers/citeFigure', { paper, ...figure })).citation)
    return paper
  }
  await make(POSITION_PAPER)
  const adopted = await make(OUTCOME)
  await as(chair, 'papers/circulate', { paper: adopted })
  await as(chair, 'papers/adopt', { paper: adopted, how: 'by-consensus', asOrallyRevised: true })
  await as(secretariat, 'outcomes/publish', { paper: adopted, symbol: symbolOf('RT.EAF', year, 1) })
}
