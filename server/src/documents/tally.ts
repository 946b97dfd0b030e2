// What is counted while documents live, for whoever operates the server: numbers, nobody's name.
import { REFUSED_BY, type RefusedBy } from '@roundtable/shared/base/figures'
import { Timing } from '../platform/timing'

export class Tally {
  /** messages with text that counted */
  taken = 0
  /** rows in the log, and tries to store that failed */
  rows = 0
  failures = 0
  readonly compactions = { done: 0, failed: 0 }
  readonly refused = Object.fromEntries(REFUSED_BY.map((rule) => [rule, 0])) as Record<RefusedBy, number>
  /** from the first word that waits in a room until it is stored and told */
  readonly tick = new Timing('roundtable_tick_seconds', 'From the first word that waits in a room until it is stored and told.')
  readonly commit = new Timing('roundtable_commit_seconds', 'One commit of rows of the log.')
}
