// Time zones: what a clock on the wall of a place shows, as an instant, and back. The rules of each zone are those of the platform.

/** What a wall clock shows: 2026-12-03T10:00, of no zone by itself. */
const WALL = /^(\d{4})-(\d{2})-(\d{2})T(\d{2}):(\d{2})$/
const MINUTE = 60_000

const formats = new Map<string, Intl.DateTimeFormat>()
function formatOf(zone: string): Intl.DateTimeFormat {
  let format = formats.get(zone)
  if (!format) formats.set(zone, (format = new Intl.DateTimeFormat('en-u-ca-gregory-nu-latn', { timeZone: zone, year: 'numeric', month: '2-digit', day: '2-digit', hour: '2-digit', minute: '2-digit', second: '2-digit', hourCycle: 'h23' })))
  return format
}

/** A name of the IANA time zone database that this platform knows; offsets such as +03:00 are none, for they know no summer. */
export function isZone(zone: string): boolean {
  if (!/^[A-Za-z][A-Za-z0-9_+-]*(?:\/[A-Za-z0-9_+-]+){0,2}$/.test(zone)) return false
  try { return formatOf(zone) !== undefined } catch { return false }
}

/** What the wall clock of a zone shows at an instant, to the minute. */
export function wallOf(instant: Date, zone: string): string {
  const parts = Object.fromEntries(formatOf(zone).formatToParts(instant).map(({ type, value }) => [type, value]))
  return `${parts['year']!.padStart(4, '0')}-${parts['month']}-${parts['day']}T${parts['hour']}:${parts['minute']}`
}

/**
 * The first instant at which the clock of the zone shows that time; undefined when it never does (the hour that is skipped in
 * spring) or is no date (31 February). In autumn an hour comes twice: the first is meant.
 */
export function instantOf(wall: string, zone: string): Date | undefined {
  const read = WALL.exec(wall)
  if (!read) return undefined
  const asUtc = Date.parse(`${wall}:00Z`)
  if (Number.isNaN(asUtc) || new Date(asUtc).toISOString().slice(0, 16) !== wall) return undefined
  // The offsets a day before and after hold every offset that can apply at that time.
  const offsets = [-24 * 60, 24 * 60].map((minutes) => offsetAt(new Date(asUtc + minutes * MINUTE), zone))
  const instants = [...new Set(offsets)].map((offset) => new Date(asUtc - offset)).filter((instant) => wallOf(instant, zone) === wall)
  return instants.sort((a, b) => a.getTime() - b.getTime())[0]
}

/** How far the zone's clock is ahead of UTC at an instant, in ms. */
function offsetAt(instant: Date, zone: string): number {
  const whole = Math.floor(instant.getTime() / MINUTE) * MINUTE
  return Date.parse(`${wallOf(new Date(whole), zone)}:00Z`) - whole
}
