// A paper that was just made, whichever way: its body is known, so it opens at once.
import { useRouter } from 'vue-router'
import { usePapers } from './papers.store'

export function useMade(body: string): (made: { paper: string }) => void {
  const [router, papers] = [useRouter(), usePapers()]
  return ({ paper }) => {
    papers.knows(paper, body)
    void router.push({ name: 'paper', params: { paper } })
  }
}
