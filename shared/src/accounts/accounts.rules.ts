// The installation: who operates it and who serves its bodies (accounts.RULES.md).
import { z } from 'zod'
import { INSTALLATION } from '../base/ids'
import { refuse, type Refusal } from '../base/refusal'
import { defineAggregate, impossible, type MembershipOf } from '../record/aggregate'
import { draft, type Draft } from '../record/draft'
import type { Role } from '../permissions/roles'

const People = z.array(z.strictObject({ person: z.string(), name: z.string() }))
export const InstallationShape = z.strictObject({ id: z.literal(INSTALLATION), body: z.literal(INSTALLATION), demonstration: z.boolean(), planted: z.literal(true).optional(), operators: People, secretariat: People })
export type Installation = z.infer<typeof InstallationShape>
type Named = { person: string; name: string }

const without = (people: Named[], person: string) => people.filter((one) => one.person !== person)

export const installation = defineAggregate<Installation>({
  shape: InstallationShape,
  audience: 'public',
  apply(state, event) {
    if (event.type === 'installationOpened') {
      return { id: INSTALLATION, body: INSTALLATION, demonstration: (event.payload as { demonstration: boolean }).demonstration, operators: [], secretariat: [] }
    }
    if (!state) impossible(event)
    switch (event.type) {
      case 'demonstrationPlanted': return { ...state, planted: true }
      case 'operatorNamed': return { ...state, operators: [...state.operators, event.payload as Named] }
      case 'secretariatNamed': return { ...state, secretariat: [...state.secretariat, event.payload as Named] }
      case 'secretariatDismissed': return { ...state, secretariat: without(state.secretariat, (event.payload as Named).person) }
      // The Survey's own tables hold it; the record only remembers that it came, and its digest.
      case 'editionImported': return state
      default: return impossible(event)
    }
  },
  cut: (state, viewer) => (viewer === 'secretariat' ? state : { ...state, operators: [], secretariat: [] }),
  memberships(state) {
    const as = (role: Role) => ({ person }: Named): MembershipOf => ({ person, body: INSTALLATION, role })
    return [...state.operators.map(as('operator')), ...state.secretariat.map(as('secretariat'))]
  },
})

const of = draft('installation', INSTALLATION)

/** ACC-4: a person serves once. ACC-5: nobody in the secretariat holds a seat or an office of any body. */
export function nameSecretariat(state: Installation, person: Named, placedSomewhere: boolean): Draft[] | Refusal {
  if (state.secretariat.some((one) => one.person === person.person)) return refuse('already-secretariat')
  if (placedSomewhere) return refuse('barred-pair')
  return [of('secretariatNamed', person)]
}

export function dismissSecretariat(state: Installation, person: string): Draft[] | Refusal {
  if (!state.secretariat.some((one) => one.person === person)) return refuse('not-secretariat')
  return [of('secretariatDismissed', { person })]
}

/** ACC-6: an operator has no say in the substance, and may be named once. */
export const nameOperator = (state: Installation, person: Named): Draft[] =>
  state.operators.some((one) => one.person === person.person) ? [] : [of('operatorNamed', person)]

/** ACC-8: what was opened as a demonstration stays one; it is planted once. */
export const plantedDemonstration = (state: Installation): Draft[] => (state.demonstration && !state.planted ? [of('demonstrationPlanted', {})] : [])

export const openInstallation = (demonstration: boolean): Draft[] => [of('installationOpened', { demonstration })]
