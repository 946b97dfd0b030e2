// Draws the States once, for good: Natural Earth's shapes in the Equal Earth projection, as compact SVG paths. How to run it: server/map/SOURCES.md.
import { createHash } from 'node:crypto'
import { readFileSync, writeFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { join } from 'node:path'
import { fileURLToPath, pathToFileURL } from 'node:url'

const [folder] = process.argv.slice(2)
if (!folder) throw new Error('node server/map/draw.mjs <folder in which the packages of SOURCES.md are installed>')
const load = (name) => import(pathToFileURL(createRequire(join(folder, 'x.js')).resolve(name)))
const { geoArea, geoCentroid, geoEqualEarth, geoPath } = await load('d3-geo')
const { feature, mergeArcs } = await load('topojson-client')
const { presimplify, quantile, simplify, sphericalTriangleArea } = await load('topojson-simplify')

const WIDTH = 2000
/** The seam of the map is in the Bering Strait, so that no State is cut in two. */
const TURN = -11
/** Areas drawn narrower than this have a dot as well. */
const DOT_BELOW = 30
/** Rings smaller than this many square units are not drawn, but for a State's largest. */
const RING = 9
const KEPT = 0.3

const source = readFileSync(join(folder, 'node_modules/world-atlas/countries-50m.json'))
const world = JSON.parse(source)
const table = /STATE_TABLE = `([^`]*)`/.exec(readFileSync(new URL('../../shared/src/survey/states.data.ts', import.meta.url), 'utf8'))[1]
const iso3Of = new Map(table.trim().split('\n').map((row) => row.split('|')).map(([, iso3, m49]) => [m49, iso3]))

/** Toward the practice of the United Nations; each is said in SOURCES.md. */
const JOINED = { '158': '156', '344': '156', '446': '156', 'Somaliland': '706', 'N. Cyprus': '196', '248': '246' }
const LEFT_OUT = new Set(['010', 'Ashmore and Cartier Is.'])
const named = (geometry) => (geometry.properties.name === 'Ashmore and Cartier Is.' ? 'Ashmore and Cartier Is.' : geometry.id ?? geometry.properties.name)

const simplified = (() => { const weighed = presimplify(world, sphericalTriangleArea); return simplify(weighed, quantile(weighed, KEPT)) })()
const geometries = simplified.objects.countries.geometries.filter((one) => !LEFT_OUT.has(named(one)))

/** Crimea is a polygon of its own in the source, counted to the Russian Federation; A/RES/68/262. */
const [russia, ukraine] = ['643', '804'].map((id) => geometries.find((one) => one.id === id))
const isCrimea = (arcs) => { const [x, y] = geoCentroid(feature(simplified, { type: 'Polygon', arcs })); return x > 32.4 && x < 36.7 && y > 44.3 && y < 46.3 }
const crimea = russia.arcs.filter(isCrimea)
if (crimea.length === 1) {
  russia.arcs = russia.arcs.filter((arcs) => !isCrimea(arcs))
  ukraine.arcs = [...(ukraine.type === 'Polygon' ? [ukraine.arcs] : ukraine.arcs), ...crimea]
  ukraine.type = 'MultiPolygon'
} else throw new Error('Crimea is not where it was')

const groups = new Map()
for (const one of geometries) {
  const name = JOINED[named(one)] ?? named(one)
  groups.set(name, [...(groups.get(name) ?? []), one])
}

const inner = [[0, -56], [0, 84]]
const projection = geoEqualEarth().rotate([TURN, 0]).fitWidth(WIDTH, { type: 'Sphere' })
const [[, bottom], [, top]] = inner.map((point) => projection(point))
const HEIGHT = Math.round(bottom - top)
projection.translate([projection.translate()[0], projection.translate()[1] - top])
const path = geoPath(projection)

/** Whole numbers, each step from the last point: half the bytes of decimals from the corner. */
function compact(shape) {
  const rings = []
  let ring
  const context = {
    moveTo: (x, y) => { ring = [[x, y]]; rings.push(ring) }, lineTo: (x, y) => ring.push([x, y]), closePath: () => {}, arc: () => {},
  }
  geoPath(projection, context)(shape)
  const rounded = rings.map((points) => points.map(([x, y]) => [Math.round(x), Math.round(y)]).filter((point, at, all) => at === 0 || point[0] !== all[at - 1][0] || point[1] !== all[at - 1][1]))
  const area = (points) => Math.abs(points.reduce((sum, [x, y], at) => { const [u, v] = points[(at + 1) % points.length]; return sum + x * v - u * y }, 0) / 2)
  const sized = rounded.map((points) => ({ points, area: area(points) })).sort((a, b) => b.area - a.area)
  const drawn = sized.filter(({ points, area: size }, at) => points.length > 2 && (size >= RING || (at === 0 && size > 2)))
  return drawn.map(({ points }) => {
    const [first, ...rest] = points
    let [x, y] = first
    const steps = rest.map(([u, v]) => { const step = `${u - x}${v - y < 0 ? '' : ' '}${v - y}`; [x, y] = [u, v]; return step })
    return `M${first[0]} ${first[1]}l${steps.join(' ').replaceAll(' -', '-')}z`
  }).join('')
}

const lines = []
let others = ''
for (const [name, members] of groups) {
  const merged = mergeArcs(simplified, members)
  const shape = feature(simplified, merged)
  const whole = compact(shape)
  const iso3 = iso3Of.get(name)
  if (!iso3) { others += whole; continue }
  const size = path.area(shape)
  // Where the name is said: the middle of the largest piece, not of islands far from each other.
  const pieces = shape.type === 'Feature' ? shape.geometry : shape
  const largest = pieces.type === 'MultiPolygon' ? { type: 'Polygon', coordinates: pieces.coordinates.reduce((a, b) => (geoArea({ type: 'Polygon', coordinates: b }) > geoArea({ type: 'Polygon', coordinates: a }) ? b : a)) } : pieces
  const [x, y] = path.centroid(largest).map(Math.round)
  lines.push({ iso3, x, y, dot: size < DOT_BELOW, whole: size < DOT_BELOW ? '' : whole })
}
/** Not in the source at this scale: Tuvalu, at Funafuti. */
const [x, y] = projection([179.2, -8.5]).map(Math.round)
if (!lines.some(({ iso3 }) => iso3 === 'TUV')) lines.push({ iso3: 'TUV', x, y, dot: true, whole: '' })
lines.sort((a, b) => (a.iso3 < b.iso3 ? -1 : 1))

const digest = createHash('sha256').update(source).digest('hex')
const out = `// The shapes of the States as server/map/draw.mjs draws them, once; not written by hand. What they are made of: server/map/SOURCES.md.

export const MAP_SOURCE_SHA256 = '${digest}'
export const MAP_SIZE = { width: ${WIDTH}, height: ${HEIGHT} } as const

/** iso3|x|y of where its name is said|d; without a path a dot stands for what is too small to draw */
export const SHAPE_TABLE = \`
${lines.map(({ iso3, x: u, y: v, whole }) => [iso3, u, v, whole].join('|')).join('\n')}
\`

/** Areas for which the Survey has no row: one path. */
export const OTHER_AREAS = '${others}'
`
writeFileSync(fileURLToPath(new URL('../src/survey/map.data.ts', import.meta.url)), out)
console.log({ states: lines.length, missing: [...iso3Of.values()].filter((one) => !lines.some(({ iso3 }) => iso3 === one)), dots: lines.filter(({ whole }) => !whole).map(({ iso3 }) => iso3).join(' '), height: HEIGHT, bytes: out.length })
