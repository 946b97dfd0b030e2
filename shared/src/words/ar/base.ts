import type { base as en } from '../en/base'

export const base: Record<keyof typeof en, string> = {
}
