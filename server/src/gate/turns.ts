// Turns at the door: of each session only a few requests run at once, and of each address some more, so that nobody's flood holds up the others.
import { refuse } from '@roundtable/shared/base/refusal'
import type { Asked, Runner } from './run'

/** `waiting`: whoever comes when so many wait already is told that it is too often. */
export const TURNS = { session: 8, address: 32, waiting: 1_000 } as const

export type Line = <T>(who: string, work: () => Promise<T>) => Promise<T | 'too-many'>

export function makeLine(atOnce: number, mostWaiting: number): Line {
  const lines = new Map<string, { running: number; waiting: (() => void)[] }>()
  return async (who, work) => {
    const line = lines.get(who) ?? { running: 0, waiting: [] }
    lines.set(who, line)
    if (line.running < atOnce) line.running += 1
    else if (line.waiting.length >= mostWaiting) return 'too-many'
    // Who ends hands its place on.
    else await new Promise<void>((go) => line.waiting.push(go))
    try {
      return await work()
    } finally {
      const next = line.waiting.shift()
      if (next) next()
      else if ((line.running -= 1) === 0) lines.delete(who)
    }
  }
}

/** First the session's line, which holds nothing of what others at that address need; then the address's, for a session's name costs nothing to make up. */
export function inTurns({ command, query }: Runner): Runner {
  const sessions = makeLine(TURNS.session, TURNS.waiting)
  const addresses = makeLine(TURNS.address, TURNS.waiting)
  const tooMany = { refusal: refuse('too-often') }
  async function take<T>({ token, address }: Asked, work: () => Promise<T>): Promise<T | typeof tooMany> {
    const atAddress = () => addresses(address, work)
    const answer = await (token === undefined ? atAddress() : sessions(token, atAddress))
    return answer === 'too-many' ? tooMany : answer
  }
  return {
    command: (name, raw, given, asked) => take(asked, () => command(name, raw, given, asked)),
    query: (name, raw, asked) => take(asked, () => query(name, raw, asked)),
  }
}
