// Examples of the accounts' commands and queries.
import { castEmail } from '@roundtable/shared/accounts/cast'
import { Client } from '../client'
import { fresh, freshEmail, freshPerson, type Examples } from './example'

export const accountsCommands: Examples<'accounts/requestLink' | 'accounts/openLink' | 'accounts/enterAs' | 'accounts/signOut' | 'accounts/endSession' | 'accounts/setProfile' | 'accounts/nameSecretariat' | 'accounts/dismissSecretariat'> = {
  'accounts/requestLink': async (world) => {
    const email = freshEmail()
    await world.person(email)
    return { who: new Client(world.url), input: { email, language: 'en' } }
  },
  'accounts/openLink': async (world, table, place = 'kenya') => {
    await world.secretariat.command('bodies/inviteDelegate', { seat: table.seats[place], rank: 'adviser', email: freshEmail(), name: 'Adviser' })
    return { who: new Client(world.url), input: { token: world.issued() } }
  },
  'accounts/enterAs': async (world) => {
    await world.person(castEmail('chair'))
    return { who: new Client(world.url), input: { who: 'chair' } }
  },
  'accounts/signOut': async (world) => ({ who: await freshPerson(world), input: {} }),
  'accounts/endSession': async (world) => {
    const email = freshEmail()
    await world.person(email)
    const who = await world.person(email)
    const { sessions } = await who.query('accounts/sessions', {})
    return { who, input: { session: sessions.find(({ mine }) => !mine)!.id } }
  },
  'accounts/setProfile': async (world) => ({ who: await freshPerson(world), input: { name: `Another name ${fresh()}`, language: 'ar' } }),
  'accounts/nameSecretariat': (world) => ({ who: world.operator, input: { email: freshEmail(), name: 'Clerk' } }),
  'accounts/dismissSecretariat': async (world) => {
    const { person } = await world.operator.command('accounts/nameSecretariat', { email: freshEmail(), name: 'Clerk' })
    return { who: world.operator, input: { person } }
  },
}

export const accountsQueries: Examples<'accounts/me' | 'accounts/sessions' | 'accounts/staff' | 'accounts/figures' | 'accounts/outbox'> = {
  'accounts/me': async (world) => ({ who: await freshPerson(world), input: {} }),
  'accounts/sessions': async (world) => ({ who: await freshPerson(world), input: {} }),
  'accounts/staff': (world) => ({ who: world.operator, input: {} }),
  'accounts/figures': (world) => ({ who: world.operator, input: {} }),
  'accounts/outbox': (world) => ({ who: world.public, input: {} }),
}
