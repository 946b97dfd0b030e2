import type { bodies as en } from '../en/bodies'

export const bodies: Record<keyof typeof en, string> = {
}
