// The session cookie: HttpOnly, SameSite=Lax; on https also Secure and bound to the host.
import type { Config } from '../platform/config'
import type { Cookie } from './run'

export const secure = (config: Config): boolean => config.publicUrl?.startsWith('https:') ?? false
export const cookieName = (config: Config): string => (secure(config) ? '__Host-roundtable' : 'roundtable')

export function readCookie(header: string | undefined, name: string): string | undefined {
  for (const part of (header ?? '').split(';')) {
    const cut = part.indexOf('=')
    if (cut > 0 && part.slice(0, cut).trim() === name) return part.slice(cut + 1).trim() || undefined
  }
  return undefined
}

/** What the session cookie carries, if it can be one of ours: anything else is nobody's, and is kept nowhere. */
export function tokenIn(header: string | undefined, config: Config): string | undefined {
  const given = readCookie(header, cookieName(config))
  return given !== undefined && /^[A-Za-z0-9_-]{43}$/.test(given) ? given : undefined
}

export function writeCookie(config: Config, { value, expires }: Cookie): string {
  const life = value === '' ? 'Max-Age=0' : `Expires=${expires!.toUTCString()}`
  return `${cookieName(config)}=${value}; Path=/; HttpOnly; SameSite=Lax; ${life}${secure(config) ? '; Secure' : ''}`
}
