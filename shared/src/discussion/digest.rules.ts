// When the day's mentions go out by mail: at the hour that the reader chose, by the clock of the reader's zone (DIS-14).
import { instantOf, wallOf } from '../base/zones'

const DAY = 24 * 60 * 60_000

/** The next time that the clock of the zone shows that hour; on the day that skips it, the hour after. */
export function nextAt(hour: number, zone: string, now: Date): Date {
  for (let days = 0; days < 3; days += 1) {
    const day = wallOf(new Date(now.getTime() + days * DAY), zone).slice(0, 10)
    const at = [hour, hour + 1].map((one) => instantOf(`${day}T${String(one % 24).padStart(2, '0')}:00`, zone)).find((one) => one !== undefined)
    if (at && at > now) return at
  }
  return new Date(now.getTime() + DAY)
}
