// What the server takes from the outside world; tests hand in their own clock and wire.
import { randomBytes } from 'node:crypto'

export interface Clock {
  now(): Date
  /** calls `work` at about that time; a call cancels it */
  at(time: Date, work: () => void): () => void
}

export interface Log {
  info(fields: object, message: string): void
  warn(fields: object, message: string): void
  error(fields: object, message: string): void
}

export interface Ports {
  clock: Clock
  log: Log
  /** a new id: 20 characters of a-z and 2-7, 100 random bits */
  id(): string
  /** 256 random bits, base64url: links and sessions */
  token(): string
  /** tests only: called when a command has committed and before anybody is told */
  committed?(command: string): Promise<void> | void
}

const LONGEST = 2 ** 31 - 1

export const systemClock: Clock = {
  now: () => new Date(),
  at(time, work) {
    let timer: NodeJS.Timeout
    const wait = () => {
      const left = time.getTime() - Date.now()
      timer = left > LONGEST ? setTimeout(wait, LONGEST) : setTimeout(work, Math.max(0, left))
      timer.unref()
    }
    wait()
    return () => clearTimeout(timer)
  },
}

const ALPHABET = 'abcdefghijklmnopqrstuvwxyz234567'
export const newId = (): string => 'i' + Array.from(randomBytes(20), (byte) => ALPHABET[byte & 31]).join('')
export const newToken = (): string => randomBytes(32).toString('base64url')
