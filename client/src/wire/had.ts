// Asks the server, and shows meanwhile what this device had.
import type { AnswerOf, InputOf, QueryName } from '@roundtable/shared/wire/contracts'
import { isRefused, type Refused } from './answer'
import { drop, keep, recall, shownAsHad } from './device'
import { query } from './http'

const placeOf = (name: QueryName, input: object): string => `${name} ${JSON.stringify(input)}`

/** Asked once: what the answer says does not change, and whether one may still see it the body itself tells. */
export async function queryOnce<N extends QueryName>(name: N, input: InputOf<N>, of: (answer: AnswerOf<N>) => string, use: (answer: AnswerOf<N> | Refused) => void): Promise<void> {
  const had = await recall<AnswerOf<N>>(placeOf(name, input as object))
  if (had) use(had.value)
  else await queryHaving(name, input, of, use)
}

/** `use` is called with what was had, if anything was, and with what the server answers; a refusal takes away what was had. `of`: the body it belongs to. */
export async function queryHaving<N extends QueryName>(name: N, input: InputOf<N>, of: (answer: AnswerOf<N>) => string, use: (answer: AnswerOf<N> | Refused) => void): Promise<void> {
  const place = placeOf(name, input as object)
  const had = await recall<AnswerOf<N>>(place)
  if (had) {
    shownAsHad.set(place, had.at)
    use(had.value)
  }
  const answer = await query(name, input)
  shownAsHad.delete(place)
  if (isRefused(answer)) void drop(place)
  else void keep(place, of(answer), answer)
  use(answer)
}
