import type { outcomes as en } from '../en/outcomes'

export const outcomes: Record<keyof typeof en, string> = {
}
