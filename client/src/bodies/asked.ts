// What is asked of me at a table now: from the record and my rights in it, the nearest deadline first.
import { computed, type ComputedRef } from 'vue'
import type { RouteLocationRaw } from 'vue-router'
import { isOpen } from '@roundtable/shared/papers/papers.rules'
import { useAccounts } from '../accounts/accounts.store'
import { useSay } from '../words'
import type { BodyView } from './bodies.store'

export interface Asked { id: string; until?: string; says: string; act: string; to: RouteLocationRaw }

export function useAsked(view: BodyView): ComputedRef<Asked[]> {
  const say = useSay()
  const accounts = useAccounts()
  const table = (hash: string): RouteLocationRaw => ({ name: 'table', params: { body: view.id }, hash: `#${hash}` })
  const paper = (id: string): RouteLocationRaw => ({ name: 'paper', params: { paper: id } })

  const ofApplications = (): Asked[] => view.applications.value.flatMap((one): Asked[] => {
    const to = table(`application-${one.id}`)
    const seat = view.mine.value.find((own) => view.can('bodies/object', { seat: own.id }))
    const open = one.stage === 'open' && accounts.now.toISOString() < one.until
    if (open && seat && !one.objections.some((objection) => objection.seat === seat.id)) return [{ id: one.id, until: one.until, says: say('bodies.asked.object', { organisation: one.organisation }), act: say('bodies.asked.object.act'), to }]
    if (one.stage === 'before-the-body' && view.can('bodies/decideApplication')) return [{ id: one.id, says: say('bodies.asked.decide', { organisation: one.organisation }), act: say('bodies.asked.decide.act'), to }]
    const unsettled = one.stage === 'open' || one.stage === 'before-the-body'
    if (unsettled && !one.verified && view.can('bodies/verifyApplication')) return [{ id: one.id, until: one.until, says: say('bodies.asked.verify', { organisation: one.organisation }), act: say('bodies.asked.verify.act'), to }]
    return []
  })

  const ofPapers = (): Asked[] => view.papers.value.flatMap((one): Asked[] => {
    const [to, named] = [paper(one.id), { title: one.title }]
    if (one.stage === 'adopted' && view.can('outcomes/publish')) return [{ id: one.id, says: say('bodies.asked.publish', named), act: say('bodies.asked.publish.act'), to }]
    if (!isOpen(one)) return []
    if (view.can('papers/adopt')) {
      if (one.stage === 'circulated') return [{ id: one.id, says: say('bodies.asked.adopt', named), act: say('bodies.asked.adopt.act'), to }]
      return one.drafters.length === 0 ? [{ id: one.id, says: say('bodies.asked.appoint', named), act: say('bodies.asked.appoint.act'), to }] : []
    }
    return view.can('papers/write', { drafters: one.drafters }) ? [{ id: one.id, says: say('bodies.asked.write', named), act: say('bodies.asked.write.act'), to }] : []
  })

  const ofArrivals = (): Asked[] => view.arrivals.value.flatMap((one): Asked[] => one.settled || !view.can('outcomes/takeUp') ? []
    : [{ id: one.id, says: say('bodies.asked.takeUp', { title: one.title, symbol: one.from.symbol }), act: say('bodies.asked.takeUp.act'), to: table(`arrival-${one.id}`) }])

  return computed(() => [...ofApplications(), ...ofArrivals(), ...ofPapers()].sort((a, b) => (a.until ?? '9').localeCompare(b.until ?? '9')))
}
