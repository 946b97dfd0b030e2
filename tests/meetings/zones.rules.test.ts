// Wall clocks and instants: across midnight, in the hour that is skipped and the one that comes twice.
import { describe, expect, it } from 'vitest'
import { instantOf, isZone, wallOf } from '@roundtable/shared/base/zones'

const iso = (wall: string, zone: string) => instantOf(wall, zone)?.toISOString()

describe('a time on the wall', () => {
  it('is an instant by its zone', () => {
    expect(iso('2026-12-03T10:00', 'Africa/Nairobi')).toBe('2026-12-03T07:00:00.000Z')
    expect(iso('2027-01-01T00:30', 'Africa/Nairobi')).toBe('2026-12-31T21:30:00.000Z')
    expect(iso('2026-07-01T10:00', 'America/New_York')).toBe('2026-07-01T14:00:00.000Z')
    expect(iso('2026-07-01T10:00', 'Asia/Kathmandu')).toBe('2026-07-01T04:15:00.000Z')
  })

  it('never comes in the hour that is skipped in spring', () => {
    expect(iso('2027-03-28T02:30', 'Europe/Berlin')).toBeUndefined()
    expect(iso('2027-03-28T01:59', 'Europe/Berlin')).toBe('2027-03-28T00:59:00.000Z')
    expect(iso('2027-03-28T03:00', 'Europe/Berlin')).toBe('2027-03-28T01:00:00.000Z')
  })

  it('is the first of the two in autumn', () => {
    expect(iso('2026-10-25T02:30', 'Europe/Berlin')).toBe('2026-10-25T00:30:00.000Z')
    expect(iso('2026-11-01T01:30', 'America/New_York')).toBe('2026-11-01T05:30:00.000Z')
  })

  it('on a day that a zone left out it never comes', () => {
    expect(iso('2011-12-30T10:00', 'Pacific/Apia')).toBeUndefined()
    expect(iso('2011-12-31T10:00', 'Pacific/Apia')).toBe('2011-12-30T20:00:00.000Z')
  })

  it.each(['2026-02-30T10:00', '2026-13-01T10:00', '2026-12-03T24:00', '2026-12-03T10:60', '2026-12-03 10:00', '2026-12-03T10:00Z', ''])('%s is none', (wall) => {
    expect(instantOf(wall, 'UTC')).toBeUndefined()
  })

  it('and back', () => {
    for (const zone of ['UTC', 'Africa/Nairobi', 'America/St_Johns', 'Pacific/Chatham', 'Europe/Berlin']) {
      for (let hour = 0; hour < 24 * 400; hour += 7) {
        const instant = new Date(Date.UTC(2026, 0, 1, hour))
        const wall = wallOf(instant, zone)
        expect(wallOf(instantOf(wall, zone)!, zone)).toBe(wall)
      }
    }
  })
})

it('zones have names of the database; offsets and nonsense are none', () => {
  for (const zone of ['UTC', 'Africa/Nairobi', 'America/Argentina/Buenos_Aires', 'Etc/GMT+3']) expect(isZone(zone), zone).toBe(true)
  for (const zone of ['+03:00', 'Nowhere/Land', '', 'Africa/Nairobi\n', '__proto__', 'x'.repeat(80)]) expect(isZone(zone), zone).toBe(false)
})
