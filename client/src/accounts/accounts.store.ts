// Who I am: person, roles, whether this is a demonstration, and the server's time.
import { defineStore } from 'pinia'
import { computed, ref, shallowRef } from 'vue'
import { INSTALLATION } from '@roundtable/shared/base/installation'
import { isRefusal } from '@roundtable/shared/base/refusal'
import { may } from '@roundtable/shared/permissions/may'
import type { Actor, Role } from '@roundtable/shared/permissions/roles'
import type { Action } from '@roundtable/shared/permissions/who-may'
import type { AnswerOf } from '@roundtable/shared/wire/contracts'
import { isRefused } from '../wire/answer'
import { dropDrafts } from '../discussion/drafts'
import { line, sessionEnded, wasUpAt } from '../wire/connection'
import { assume, dropBody, forgetAll, forgetAnswers, keep, keepFor, lastHere, shownAsHad } from '../wire/device'
import { command, query } from '../wire/http'

export type Me = AnswerOf<'accounts/me'>
const MINUTE = 60_000

/** Somebody has signed out here and the server may not know it yet: kept over a reload. */
const LEAVING = 'leaving'
const leaving = {
  get is(): boolean { try { return localStorage.getItem(LEAVING) !== null } catch { return false } },
  begin(): void { try { localStorage.setItem(LEAVING, '1') } catch { /* told now or never */ } },
  end(): void { try { localStorage.removeItem(LEAVING) } catch { /* nothing was kept */ } },
}

/** The bodies in which somebody's places are others than they were; places in the installation are seen in all of them. */
function changedIn(before: Me, now: Me): string[] {
  const of = (me: Me, body: string) => JSON.stringify(me.memberships.filter((one) => one.body === body))
  const all = [...new Set([...before.memberships, ...now.memberships].map(({ body }) => body))]
  return of(before, INSTALLATION) === of(now, INSTALLATION) ? all.filter((body) => of(before, body) !== of(now, body)) : all
}

export const useAccounts = defineStore('accounts', () => {
  const me = shallowRef<Me>()
  const skew = ref(0)
  const minute = ref(Date.now())
  setInterval(() => { minute.value = Date.now() }, MINUTE / 2)
  let asking: Promise<void> | undefined

  async function ask(): Promise<void> {
    if (leaving.is) await leave()
    const answer = await query('accounts/me', {})
    if (isRefused(answer)) return
    const before = me.value?.person?.id
    await settle(answer)
    // Another tab has entered as somebody else: this page is no longer theirs.
    if (before && answer.person && answer.person.id !== before && !changing) location.reload()
    skew.value = new Date(answer.now).getTime() - Date.now()
    me.value = answer
  }
  /** What this device keeps is of this person, and of what they may see now. */
  async function settle(answer: Me): Promise<void> {
    shownAsHad.delete('me')
    if (!answer.person) return forgetAnswers()
    if (await keepFor(answer.person.id, answer.person.email)) dropDrafts()
    if (lastKnown && lastKnown.person?.id === answer.person.id) for (const body of changedIn(lastKnown, answer)) await dropBody(body)
    lastKnown = answer
    void keep('me', '', answer)
  }
  /** the last that was known: of the server, or of this device */
  let lastKnown: Me | undefined
  /** Without a line, and until the server has answered, who was here last goes on. */
  async function remember(): Promise<boolean> {
    const last = await lastHere<Me>()
    if (!last?.me.person || me.value) return me.value !== undefined
    assume(last.person)
    wasUpAt(last.contact)
    shownAsHad.set('me', last.contact)
    lastKnown = me.value = last.me
    return true
  }
  let left: Promise<void> | undefined
  /** Signs out. This device forgets at once, also without a line; the server is told as soon as it hears, from whichever page of ours is open then. */
  function leave(): Promise<void> {
    leaving.begin()
    dropDrafts()
    return left ??= forgetAll().then(() => command('accounts/signOut', {})).then(() => leaving.end()).finally(() => { left = undefined })
  }
  /** Before somebody signs in: a session that is still to be ended must not be theirs. */
  const hasLeft = (): Promise<void> => left ?? Promise.resolve()
  let changing = false
  /** Asks anew. `changed`: this very page has signed in or out. */
  function refresh(changed = false): Promise<void> {
    changing ||= changed
    asking = (asking ?? Promise.resolve()).then(ask).finally(() => { changing = false })
    return changed ? asking.then(() => line.rejoin()) : asking
  }
  sessionEnded.add(() => void refresh())
  let remembering: Promise<boolean> | undefined
  const known = async (): Promise<void> => {
    if (me.value) return
    const asked = asking ?? refresh()
    if (!await (remembering ??= remember())) await asked
  }

  /** The actor in a body, or in the installation alone. */
  const actorIn = (body: string = INSTALLATION): Actor => ({
    ...(me.value?.person ? { person: me.value.person } : {}),
    memberships: (me.value?.memberships ?? []).filter((one) => one.body === body || one.body === INSTALLATION),
  })
  const can = (action: Action, body?: string): boolean => !isRefusal(may(action, actorIn(body), { demonstration: me.value?.demonstration }))
  const serves = (role: Role): boolean => (me.value?.memberships ?? []).some((one) => one.body === INSTALLATION && one.role === role)

  return {
    me, refresh, known, leave, hasLeft, actorIn, can, serves,
    person: computed(() => me.value?.person ?? undefined),
    demonstration: computed(() => me.value?.demonstration ?? false),
    bodies: computed(() => [...new Set((me.value?.memberships ?? []).map((one) => one.body))].filter((body) => body !== INSTALLATION)),
    /** the server's time, moving by the half minute */
    now: computed(() => new Date(minute.value + skew.value)),
  }
})
