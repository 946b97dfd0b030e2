// What the system does for bodies when it is due.
import { endPeriod } from '@roundtable/shared/bodies/application.rules'
import type { DueWork } from '../platform/due'
import { isBarred } from './invitations'

export const applicationPeriod: DueWork = async (unit, ref) => {
  const application = await unit.load('application', ref)
  return application ? endPeriod(application, unit.ports.id(), unit.at, await isBarred(unit, application.applicant.person)) : []
}
