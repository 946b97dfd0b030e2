// How often: per address and per session. In memory, where a restart forgives; of several servers in their Redis, and in memory while it is away.
import { RateLimiterMemory, RateLimiterRedis } from 'rate-limiter-flexible'

export interface Limits {
  /** false: too often */
  allow(kind: keyof typeof RATES, key: string): Promise<boolean>
}

/** points per seconds. `sign-in`: mails asked for one address (of mail); `sign-in-address`: from one machine; `invitation`: mails that one session sends to others. */
const RATES = {
  address: { points: 12_000, duration: 60 }, session: { points: 1_200, duration: 60 },
  'sign-in': { points: 5, duration: 900 }, 'sign-in-address': { points: 60, duration: 900 },
  invitation: { points: 300, duration: 3_600 },
} as const

/** `factor`: the demonstration allows a hundred times as much, since whole suites drive it from one machine. `shared`: a Redis client. */
export function makeLimits(factor = 1, shared?: unknown): Limits {
  const limiters = Object.fromEntries(Object.entries(RATES).map(([kind, rate]) => {
    const own = { points: rate.points * factor, duration: rate.duration, keyPrefix: kind }
    const memory = new RateLimiterMemory(own)
    return [kind, shared ? new RateLimiterRedis({ ...own, storeClient: shared, useRedisPackage: true, insuranceLimiter: memory }) : memory]
  }))
  return {
    async allow(kind, key) {
      try {
        await limiters[kind]!.consume(key)
        return true
      } catch {
        return false
      }
    },
  }
}

interface Asking { address: string; token?: string }

/** Every request counts for its address and its session; a mail asked for counts for the address it goes to as well. */
export async function tooOften(limits: Limits, name: string, { address, token }: Asking, input: unknown): Promise<boolean> {
  if (!(await limits.allow('address', address))) return true
  if (token !== undefined && !(await limits.allow('session', token))) return true
  if (token !== undefined && (name === 'bodies/inviteDelegate' || name === 'bodies/inviteOfficer')) return !(await limits.allow('invitation', token))
  if (name !== 'accounts/requestLink') return false
  const asked = (input as { email?: unknown } | null | undefined)?.email
  const email = typeof asked === 'string' ? asked.trim().toLowerCase().slice(0, 254) : ''
  return !(await limits.allow('sign-in-address', address)) || !(await limits.allow('sign-in', email))
}
