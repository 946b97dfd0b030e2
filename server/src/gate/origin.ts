// Which pages may speak to this server with somebody's cookie: ours alone.
import type { IncomingMessage } from 'node:http'
import type { Config } from '../platform/config'

/** The origins of this server: PUBLIC_URL, or this machine's own names at the port it listens on. */
export const originsOf = (config: Config, port: number): string[] =>
  config.publicUrl ? [config.publicUrl] : ['localhost', '127.0.0.1', '[::1]'].map((host) => `http://${host}:${port}`)

/** For sockets: a page of ours must be named. */
export const isOurs = (origin: string | undefined, origins: string[]): boolean => origin !== undefined && origins.includes(origin)

/** For HTTP writing: browsers always name the page; programs that are no browser need not. */
export function mayWrite(request: IncomingMessage, origins: string[]): boolean {
  const { origin, 'sec-fetch-site': site } = request.headers
  if (origin !== undefined) return isOurs(origin, origins)
  return site === undefined || site === 'same-origin' || site === 'none'
}

/** The same as sockets, for the pages' content security policy, which has no form for addresses in brackets: those rest on 'self'. */
export const socketsOf = (origins: string[]): string => origins.filter((one) => !one.includes('[')).map((one) => one.replace(/^http/, 'ws')).join(' ')
