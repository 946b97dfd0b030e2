// @vitest-environment node
// Places at the oval table stand at equal distances, inside the picture, from the top clockwise.
import { expect, test } from 'vitest'
import fc from 'fast-check'
import { RING, ringPlaces } from '@roundtable/shared/base/shapes'

test('any number of seats: all inside, none on another, the first at the top and the next to its right', () => {
  fc.assert(fc.property(fc.integer({ min: 3, max: 40 }), (count) => {
    const places = ringPlaces(count)
    expect(places).toHaveLength(count)
    for (const { x, y } of places) {
      expect(x >= 0 && x + RING.shape <= RING.width && y >= 0 && y + RING.shape <= RING.height).toBe(true)
    }
    const steps = places.map((place, at) => {
      const next = places[(at + 1) % count]!
      return Math.hypot(next.x - place.x, next.y - place.y)
    })
    expect(Math.min(...steps)).toBeGreaterThan(RING.shape)
    expect(places[0]!.x + RING.shape / 2).toBeCloseTo(RING.width / 2, 0)
    expect(places[1]!.x).toBeGreaterThan(places[0]!.x)
  }))
})
