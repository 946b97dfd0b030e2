import type { refusals as en } from '../en/refusals'

export const refusals: Record<keyof typeof en, string> = {
}
