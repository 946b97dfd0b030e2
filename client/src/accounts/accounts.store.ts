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
import { line, sessionEnded } from '../wire/connection'
import { query } from '../wire/http'

export type Me = AnswerOf<'accounts/me'>
const MINUTE = 60_000

export const useAccounts = defineStore('accounts', () => {
  const me = shallowRef<Me>()
  const skew = ref(0)
  const minute = ref(Date.now())
  setInterval(() => { minute.value = Date.now() }, MINUTE / 2)
  let asking: Promise<void> | undefined

  async function ask(): Promise<void> {
    const answer = await query('accounts/me', {})
    if (isRefused(answer)) return
    const before = me.value?.person?.id
    // Another tab has entered as somebody else: this page is no longer theirs.
    if (before && answer.person && answer.person.id !== before && !changing) location.reload()
    skew.value = new Date(answer.now).getTime() - Date.now()
    me.value = answer
  }
  let changing = false
  /** Asks anew. `changed`: this very page has signed in or out. */
  function refresh(changed = false): Promise<void> {
    changing ||= changed
    asking = (asking ?? Promise.resolve()).then(ask).finally(() => { changing = false })
    return changed ? asking.then(() => line.rejoin()) : asking
  }
  sessionEnded.add(() => void refresh())
  const known = (): Promise<void> => (me.value ? Promise.resolve() : (asking ?? refresh()))

  /** The actor in a body, or in the installation alone. */
  const actorIn = (body: string = INSTALLATION): Actor => ({
    ...(me.value?.person ? { person: me.value.person } : {}),
    memberships: (me.value?.memberships ?? []).filter((one) => one.body === body || one.body === INSTALLATION),
  })
  const can = (action: Action, body?: string): boolean => !isRefusal(may(action, actorIn(body), { demonstration: me.value?.demonstration }))
  const serves = (role: Role): boolean => (me.value?.memberships ?? []).some((one) => one.body === INSTALLATION && one.role === role)

  return {
    me, refresh, known, actorIn, can, serves,
    person: computed(() => me.value?.person ?? undefined),
    demonstration: computed(() => me.value?.demonstration ?? false),
    bodies: computed(() => [...new Set((me.value?.memberships ?? []).map((one) => one.body))].filter((body) => body !== INSTALLATION)),
    /** the server's time, moving by the half minute */
    now: computed(() => new Date(minute.value + skew.value)),
  }
})
