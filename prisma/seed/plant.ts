// Plants the demonstration: a roundtable in mid-work, a consortium that feeds it and a roundtable just founded, through the same commands as real use.
import { canonical } from '@roundtable/shared/base/canonical'
import { INSTALLATION } from '@roundtable/shared/base/ids'
import { wallOf } from '@roundtable/shared/base/zones'
import { CAST, castEmail } from '@roundtable/shared/accounts/cast'
import { nameOperator, nameSecretariat, plantedDemonstration } from '@roundtable/shared/accounts/accounts.rules'
import { symbolOf } from '@roundtable/shared/outcomes/outcomes.rules'
import { COMMANDS, type AnswerOf, type CommandName, type InputOf } from '@roundtable/shared/wire/contracts'
import { buildApp, type App, type AppOptions } from '../../server/src/app'
import { openSession, personFor } from '../../server/src/accounts/sessions.db'
import { readText } from '../../server/src/papers/text'
import { sha256 } from '../../server/src/platform/chain'
import { loadState } from '../../server/src/platform/record.db'
import { Unit } from '../../server/src/platform/unit'
import { areaNames, EASTERN_AFRICA, NAMES, SEATS } from './cast'
import { foundCaribbean, foundConsortium } from './consortium'
import { talkOver } from './talk'
import { writeText } from './text'
import { OUTCOME, POSITION_PAPER, type SeedPaper } from './texts'

const DEVICE = 'Planting'
const APPLICANT = 'applicant@demonstration.example'

/**
 * Once for each database, and resumable: each command has a key of its own, so a planting that was cut off goes on where it was.
 * Nobody gets in before it is complete.
 */
export async function plantDemonstration(options: AppOptions, say: (line: string) => void): Promise<void> {
  const { prisma, ports } = options
  if ((await loadState(prisma, 'installation', INSTALLATION))?.planted) return
  say('Planting the demonstration …')
  const app = buildApp({ ...options, demonstration: true })
  // Nobody of the cast has a mailbox.
  await app.mailer.stop()
  try {
    const tokens = await openCast(options)
    const as = actor(app, tokens)
    const sit = sitter(as, options)
    const body = await foundRoundtable(as, sit)
    await foundConsortium(app, options, as, sit, body.body)
    await foundCaribbean(as)
    const papers = await makePapers(app, options, as, body)
    await talkOver(app, options.prisma, as, { ...body, ...papers, ...await holdMeeting(options, as, body, papers) })
    // What was forwarded has arrived before anybody comes in.
    await app.due.wake()
    await inInstallation(options, async (unit) => {
      await unit.tx.session.updateMany({ where: { device: DEVICE }, data: { ended: ports.clock.now() } })
      await unit.tx.mail.deleteMany({ where: { sent: null } })
      await unit.record(plantedDemonstration((await unit.load('installation', INSTALLATION))!), { system: true })
    })
  } finally {
    await app.close()
  }
}

const inInstallation = ({ prisma, ports }: AppOptions, work: (unit: Unit) => Promise<void>) => prisma.$transaction(async (tx) => {
  const unit = new Unit(tx, ports, ports.clock.now(), INSTALLATION)
  await unit.lock()
  await work(unit)
  await unit.flush()
}, { maxWait: 60_000, timeout: 60_000 })

/** The people, signed in for the planting; the operator and the secretariat named. */
async function openCast(options: AppOptions): Promise<Map<string, string>> {
  const tokens = new Map<string, string>()
  await inInstallation(options, async (unit) => {
    const people = [...CAST.map((who) => ({ email: castEmail(who), name: NAMES[who] })), { email: APPLICANT, name: 'Applicant' }]
    for (const { email, name } of people) {
      const person = await personFor(unit.tx, options.ports, email, name, 'en', unit.now)
      tokens.set(email, (await openSession(unit.tx, options.ports, person.id, DEVICE, unit.now)).token)
      const state = (await unit.load('installation', INSTALLATION))!
      const named = { person: person.id, name }
      const drafts = email === castEmail('operator') ? nameOperator(state, named) : email === castEmail('secretariat') ? nameSecretariat(state, named, false) : []
      if (Array.isArray(drafts)) await unit.record(drafts, { system: true })
    }
  })
  return tokens
}

/** The key is made of what is asked: asked again after an interruption, it has its one effect and its first answer. */
const actor = (app: App, tokens: Map<string, string>): As => async (email, name, input) => {
  const key = COMMANDS[name].cookie ? undefined : `planting-${sha256(canonical([name, input])).slice(0, 40)}`
  const result = await app.runner.command(name, input, key, { token: email && tokens.get(email), device: DEVICE, address: 'planting' })
  if ('refusal' in result) throw new Error(`planting: ${name} was refused: ${JSON.stringify(result)}`)
  return result.answer as AnswerOf<typeof name>
}

export type As = <N extends CommandName>(email: string | undefined, name: N, input: InputOf<N>) => Promise<AnswerOf<N>>
const secretariat = castEmail('secretariat')
const chair = castEmail('chair')
const rapporteur = castEmail('rapporteur')

/** What was mailed is known to nobody here: the link gets another secret, and is opened by it. */
const sitter = (as: As, { prisma, ports }: AppOptions) => async ({ invitation }: { invitation: string }): Promise<void> => {
  const token = ports.token()
  const { count } = await prisma.link.updateMany({ where: { id: invitation, used: null }, data: { token: sha256(token) } })
  if (count === 1) await as(undefined, 'accounts/openLink', { token })
}
export type Sit = ReturnType<typeof sitter>

async function foundRoundtable(as: As, sit: Sit): Promise<{ body: string; seats: Map<string, string> }> {
  const { body, seats } = await as(secretariat, 'bodies/foundBody', {
    kind: 'regional-roundtable', name: areaNames(EASTERN_AFRICA), area: EASTERN_AFRICA, symbol: 'RT.EAF', applicationDays: 14,
    seats: SEATS.map(({ who: _, ...seat }) => seat),
  })
  for (const office of ['chair', 'moderator', 'rapporteur'] as const) {
    await sit(await as(secretariat, 'bodies/inviteOfficer', { body, office, email: castEmail(office), name: NAMES[office] }))
  }
  for (const [index, { who }] of SEATS.entries()) {
    if (!who) continue
    await sit(await as(secretariat, 'bodies/inviteDelegate', { seat: seats[index]!, rank: 'head', email: castEmail(who), name: NAMES[who] }))
  }
  await as(APPLICANT, 'bodies/apply', {
    body, organisation: 'Universities for Public Administration', group: 'academia', mandate: 'Teaching and research on public administration in the States of the region.',
    owners: 'Nine public universities; funded by their contributions.', interests: 'Takes part in research that ministries of the region commission.',
  })
  return { body, seats: new Map(SEATS.map(({ organisation }, index) => [organisation, seats[index]!])) }
}

async function makePapers(app: App, { prisma, ports }: AppOptions, as: As, { body, seats }: { body: string; seats: Map<string, string> }): Promise<{ draft: string; adopted: string }> {
  const year = ports.clock.now().getUTCFullYear()
  const make = async (text: SeedPaper) => {
    const { paper, document } = await as(chair, 'papers/makePaper', { body, title: text.title, kind: text.kind, language: 'en' })
    await as(chair, 'papers/appointDrafters', { paper, seats: text.drafters.map((name) => seats.get(name)!) })
    if (readText(await app.documents.text(document)).empty) await writeText(app, prisma, document, text.blocks, async (figure) => (await as(rapporteur, 'papers/citeFigure', { paper, ...figure })).citation)
    return paper
  }
  const draft = await make(POSITION_PAPER)
  const adopted = await make(OUTCOME)
  await as(chair, 'papers/circulate', { paper: adopted })
  await as(chair, 'papers/adopt', { paper: adopted, how: 'by-consensus', asOrallyRevised: true })
  if ((await loadState(prisma, 'paper', adopted))?.stage === 'published') return { draft, adopted }
  await as(secretariat, 'outcomes/publish', { paper: adopted, symbol: symbolOf('RT.EAF', year, 1) })
  return { draft, adopted }
}

const ZONE = 'Africa/Nairobi'
/** A meeting under way, at the item of the draft: who comes in finds the room open. Kenya's seat does not attend yet, so that its delegate can. */
async function holdMeeting({ prisma, ports }: AppOptions, as: As, { body, seats }: { body: string; seats: Map<string, string> }, { draft, adopted }: { draft: string; adopted: string }): Promise<{ meeting: string; item: string }> {
  // Its time is that of the planting: one that was cut off finds the meeting called already.
  const known = await prisma.aggregate.findFirst({ where: { kind: 'meeting', body }, select: { id: true } })
  const item = (title: string, minutes: number, papers: string[] = []) => ({ title, minutes, papers })
  const meeting = known?.id ?? (await as(chair, 'meetings/callMeeting', {
    body, mode: 'public', title: 'Local e-government', starts: wallOf(new Date(ports.clock.now().getTime() + 10 * 60_000), ZONE), minutes: 180, zone: ZONE, place: 'Conference room 4', online: true,
    items: [item('Opening of the meeting', 10), item('Use of the Survey at the local level', 30, [adopted]), item('Position paper on local e-government', 80, [draft]), item('National consortia: reports', 30), item('Other matters', 10)],
  })).meeting
  const { agenda } = (await loadState(prisma, 'meeting', meeting))!
  await as(chair, 'meetings/openMeeting', { meeting })
  for (const [who, organisation] of [['delegate-rwanda', 'Rwanda'], ['private-sector', 'Chamber of Digital Industry'], ['civil-society', 'Civic Data Network'], ['observer', 'CAFRAD']] as const) {
    await as(castEmail(who), 'meetings/attend', { meeting, seat: seats.get(organisation)! })
  }
  for (const at of [0, 1, 2]) await as(chair, 'meetings/moveToItem', { meeting, item: agenda[at]!.id })
  return { meeting, item: agenda[2]!.id }
}
