// What followers ask with the greeting of a line, so that its answer comes a way there and back sooner than what is asked once it is up.
import { Unreachable } from './answer'

/** What a body's follower asks: what came after a number of its record, or all. */
export interface FollowAsked { body: string; after?: number }
/** `told` resolves `answer` with it; `broke` rejects it with Unreachable. */
interface Asked { answer: Promise<unknown>; told(answer: unknown): void; broke(): void }

function asking(): Asked {
  let [told, failed]: [(answer: unknown) => void, (error: Error) => void] = [() => undefined, () => undefined]
  const answer = new Promise<unknown>((resolve, reject) => { [told, failed] = [resolve, reject] })
  // Nobody may be waiting for it any more.
  answer.catch(() => undefined)
  return { answer, told, broke: () => { failed(new Unreachable('bodies/follow')) } }
}

export class Greeting {
  private asked = new Map<string, Asked>()
  private turn = 0

  /** Says what is asked; nothing when the line it was for has gone meanwhile: its successor is greeted anew. */
  async say(asks: readonly Promise<FollowAsked>[], greet: (greeting: { follows: FollowAsked[] }) => void): Promise<void> {
    this.gone()
    const now = this.turn
    const follows = await Promise.all(asks)
    if (now !== this.turn) return
    this.asked = new Map(follows.map(({ body }) => [body, asking()]))
    greet({ follows })
  }
  /** The answer that is coming to what was asked of this body; undefined: nothing was. */
  answerOf(body: string): Promise<unknown> | undefined { return this.asked.get(body)?.answer }
  answered(body: string, answer: unknown): void { this.asked.get(body)?.told(answer) }
  /** What has no answer by now gets none. */
  giveUp(): void { for (const one of this.asked.values()) one.broke() }
  /** The line is gone, and all that was asked with it. */
  gone(): void {
    this.turn += 1
    this.giveUp()
    this.asked = new Map()
  }
}
