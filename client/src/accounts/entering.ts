// Where a person goes who has just signed in: where they wanted to go, to their one table, or home.
import { useRoute, useRouter, type RouteLocationRaw } from 'vue-router'
import { useAccounts } from './accounts.store'

export function useEntering() {
  const accounts = useAccounts()
  const [route, router] = [useRoute(), useRouter()]

  function destination(body?: string): RouteLocationRaw {
    const wanted = route.query['to']
    if (typeof wanted === 'string' && /^\/(?!\/)/.test(wanted)) return wanted
    const [only, ...others] = body ? [body] : accounts.bodies
    return only && others.length === 0 ? { name: 'table', params: { body: only } } : { name: 'home' }
  }

  /** `body`: the one that a link led to. */
  return async function enter(body?: string): Promise<void> {
    await accounts.refresh(true)
    await router.push(destination(body))
  }
}
