import type { papers as en } from '../en/papers'

export const papers: Record<keyof typeof en, string> = {
}
