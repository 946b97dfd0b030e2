// The list of all bodies, which needs no live line: for the doors of the application.
import { shallowRef } from 'vue'
import type { AnswerOf } from '@roundtable/shared/wire/contracts'
import { isRefused } from '../wire/answer'
import { query } from '../wire/http'
import { useLanguage } from '../words'

export type ListedBody = AnswerOf<'bodies/list'>['bodies'][number]
const list = shallowRef<ListedBody[]>()

export function useBodyList() {
  const spoken = useLanguage()
  async function load(): Promise<void> {
    const answer = await query('bodies/list', { limit: 200 })
    if (!isRefused(answer)) list.value = answer.bodies
  }
  return { list, load, nameOf: (name: ListedBody['name']): string => name[spoken.value] ?? name.en }
}
