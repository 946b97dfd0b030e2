// The map and the scatter by keys: one stop for Tab, arrows go to the neighbour in that direction, Enter opens it. What is pointed at is named beside it.
const ARROWS: Record<string, [number, number]> = { ArrowRight: [1, 0], ArrowLeft: [-1, 0], ArrowDown: [0, 1], ArrowUp: [0, -1] }
const led = new WeakSet<Element>()
/** In pixels of the screen, whatever the drawing's own measure is. */
const NAME = 13

export function leadByKeys(within: ParentNode): void {
  for (const chart of within.querySelectorAll<SVGSVGElement>('svg.map, svg.scatter')) {
    if (led.has(chart)) continue
    led.add(chart)
    const states = () => [...chart.querySelectorAll<SVGAElement>('[data-s]')]
    const keys = chart.parentElement?.querySelector<HTMLElement>('.map-keys')
    if (keys) {
      keys.hidden = false
      keys.id = 'map-keys'
      chart.setAttribute('aria-describedby', keys.id)
    }
    const first = () => chart.querySelector<SVGAElement>('.is-marked') ?? states()[0]
    const stop = (one: Element | undefined) => { for (const state of states()) state.setAttribute('tabindex', state === one ? '0' : '-1') }
    stop(first())
    chart.addEventListener('keydown', (event) => {
      const way = ARROWS[event.key]
      const from = (event.target as Element).closest<SVGAElement>('[data-s]')
      if (!way || !from || event.altKey || event.ctrlKey || event.metaKey) return
      event.preventDefault()
      neighbour(from, states(), way)?.focus()
    })
    chart.addEventListener('focusin', (event) => { const state = (event.target as Element).closest('[data-s]'); if (state) { stop(state); named(chart, state) } })
    chart.addEventListener('focusout', () => named(chart))
    chart.addEventListener('pointerover', (event) => named(chart, (event.target as Element).closest('[data-s]')))
    chart.addEventListener('pointerleave', () => named(chart, document.activeElement && chart.contains(document.activeElement) ? document.activeElement.closest('[data-s]') : null))
  }
}

interface Place { x: number; y: number }
function placeOf(one: SVGGraphicsElement): Place {
  const { x, y, width, height } = (one.querySelector<SVGGraphicsElement>('path, circle') ?? one).getBBox()
  return { x: x + width / 2, y: y + height / 2 }
}

/** The nearest on that side; who lies far off the line counts as farther. */
export function neighbour<S extends SVGGraphicsElement>(from: S, among: readonly S[], [right, down]: [number, number]): S | undefined {
  const at = placeOf(from)
  let [best, least] = [undefined as S | undefined, Infinity]
  for (const one of among) {
    if (one === from) continue
    const place = placeOf(one)
    const [along, aside] = [(place.x - at.x) * right + (place.y - at.y) * down, Math.abs((place.x - at.x) * down) + Math.abs((place.y - at.y) * right)]
    const far = along + 2.5 * aside
    if (along > 0.5 && aside <= along * 2 && far < least) [best, least] = [one, far]
  }
  return best
}

const SVG = 'http://www.w3.org/2000/svg'
function named(chart: SVGSVGElement, state?: Element | null): void {
  chart.querySelector('.is-said')?.remove()
  if (!state) return
  const { width } = chart.viewBox.baseVal
  const unit = width / Math.max(1, chart.getBoundingClientRect().width)
  const { x, y } = placeOf(state as SVGGraphicsElement)
  const text = document.createElementNS(SVG, 'text')
  const late = x > width * 0.6
  text.setAttribute('class', 'halo strong is-said')
  text.setAttribute('aria-hidden', 'true')
  text.setAttribute('x', String(x + (late ? -14 : 14) * unit))
  text.setAttribute('y', String(Math.max(NAME * unit, y - 8 * unit)))
  text.setAttribute('text-anchor', late ? 'end' : 'start')
  text.style.fontSize = `${NAME * unit}px`
  text.style.strokeWidth = `${4 * unit}px`
  text.textContent = state.querySelector('title')?.textContent ?? ''
  chart.append(text)
}
