// What a field tells the control inside it: its id, what describes it, and whether it is wrong.
import { inject, type ComputedRef, type InjectionKey } from 'vue'

export interface FieldTies { id: string; describedBy: ComputedRef<string | undefined>; wrong: ComputedRef<boolean>; group: boolean }
export const fieldTies: InjectionKey<FieldTies> = Symbol('field')

/** Attributes of a control; outside a field it takes its own. */
export function useField() {
  const ties = inject(fieldTies, undefined)
  return () => (ties && !ties.group ? { 'id': ties.id, 'aria-describedby': ties.describedBy.value, 'aria-invalid': ties.wrong.value || undefined } : {})
}
