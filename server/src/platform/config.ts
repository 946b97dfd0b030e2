// Settings, read from the environment and checked in one place.
import { resolve } from 'node:path'
import { z } from 'zod'

export interface Config {
  port: number
  host: string
  dataDir: string
  /** absent: the embedded database in `dataDir` */
  databaseUrl?: string
  /** where several servers on one PostgreSQL speak to each other; absent: this one is alone */
  redisUrl?: string
  /** origin that browsers use; absent: this machine's own addresses at `port` */
  publicUrl?: string
  smtpUrl?: string
  /** who bears it may read /api/metrics; absent: the operator's session alone */
  metricsToken?: string
  /** what a database that is opened for the first time becomes */
  demonstration: boolean
  /** DEMONSTRATION=1 was given, not only the default */
  demonstrationAsked?: boolean
  logLevel?: string
}

const LEVELS = ['fatal', 'error', 'warn', 'info', 'debug', 'trace', 'silent'] as const
const named = (...protocols: string[]) => protocols.map((protocol) => `${protocol}//`).join(' or ')
const url = (...protocols: string[]) => z.string().refine((value) => URL.canParse(value) && protocols.includes(new URL(value).protocol), { message: `it must be a URL that begins with ${named(...protocols)}` })
const hostUrl = (...protocols: string[]) => z.string().refine((value) => URL.canParse(value) && protocols.includes(new URL(value).protocol) && new URL(value).hostname !== '', { message: `it must be a URL that begins with ${named(...protocols)} and names a host` })
const isOrigin = (value: string): boolean => {
  if (!URL.canParse(value)) return false
  const { pathname, search, hash, username, password } = new URL(value)
  return pathname === '/' && search + hash + username + password === ''
}
const Environment = z.object({
  PORT: z.string().trim().regex(/^\d{1,5}$/, { message: 'it must be a whole number from 0 to 65535' }).transform(Number).refine((port) => port <= 65535, { message: 'it must be a whole number from 0 to 65535' }).default(3000),
  HOST: z.string().min(1).default('127.0.0.1'),
  DATA_DIR: z.string().min(1).default('data'),
  DATABASE_URL: url('postgresql:', 'postgres:').optional(),
  REDIS_URL: hostUrl('redis:', 'rediss:').optional(),
  PUBLIC_URL: hostUrl('http:', 'https:').refine(isOrigin, { message: 'it must be an origin such as https://example.org, without a path' }).optional(),
  SMTP_URL: hostUrl('smtp:', 'smtps:').optional(),
  METRICS_TOKEN: z.string().trim().regex(/^[\x21-\x7e]{24,500}$/, { message: 'it must have at least 24 characters, without blanks' }).optional(),
  DEMONSTRATION: z.enum(['0', '1'], { message: 'it must be 0 or 1' }).optional(),
  LOG_LEVEL: z.enum(LEVELS, { message: `it must be one of ${LEVELS.join(', ')}` }).optional(),
  NODE_ENV: z.string().optional(),
})

/** A setting that cannot be used: one sentence for the operator. */
export class SettingError extends Error {}

/** Empty settings count as absent. */
export function readConfig(environment: Record<string, string | undefined>, root: string): Config {
  const given = Object.fromEntries(Object.entries(environment).filter(([, value]) => value !== undefined && value.trim() !== ''))
  const read = Environment.safeParse(given)
  if (!read.success) {
    const issue = read.error.issues[0]
    throw new SettingError(`The setting ${issue?.path.join('.') ?? ''} cannot be used: ${issue?.message ?? 'it is malformed'}.`)
  }
  const env = read.data
  if (env.REDIS_URL && !env.DATABASE_URL) throw new SettingError('The setting REDIS_URL cannot be used: it must be given together with DATABASE_URL, since only servers on one PostgreSQL can be several.')
  return {
    port: env.PORT, host: env.HOST, dataDir: resolve(root, env.DATA_DIR),
    databaseUrl: env.DATABASE_URL, redisUrl: env.REDIS_URL, publicUrl: env.PUBLIC_URL ? new URL(env.PUBLIC_URL).origin : undefined, smtpUrl: env.SMTP_URL, metricsToken: env.METRICS_TOKEN,
    demonstration: env.DEMONSTRATION ? env.DEMONSTRATION === '1' : env.NODE_ENV !== 'production', demonstrationAsked: env.DEMONSTRATION === '1', logLevel: env.LOG_LEVEL,
  }
}
