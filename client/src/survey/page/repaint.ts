// Another edition, indicator or area in the page that is there: what changes is fetched and put in its place; focus, scroll and the folded table stay.

/** Taken whole from what the server sends; the map alone keeps its shapes. */
const PARTS = ['.explorer-head', '.tabs', '.explorer-rest']
const HEAD = ['link[rel="canonical"]', 'meta[name="description"]']

export function repaintInPlace(explorer: HTMLElement, painted: () => void): void {
  const form = explorer.querySelector('form')!
  const says = document.createElement('p')
  says.className = 'vh'
  says.setAttribute('role', 'status')
  explorer.append(says)
  form.querySelector('button')!.hidden = true
  let asking: AbortController | undefined

  /** `keep`: how the address follows; it stays where it is when the reader went back or on. */
  async function show(address: URL, keep?: 'push'): Promise<void> {
    asking?.abort()
    const mine = (asking = new AbortController())
    explorer.setAttribute('aria-busy', 'true')
    try {
      const part = new URL(address)
      part.pathname += '.part'
      const answer = await fetch(part, { signal: mine.signal, headers: { accept: 'text/html' } })
      if (!answer.ok) throw new Error(String(answer.status))
      const next = new DOMParser().parseFromString(await answer.text(), 'text/html')
      if (mine.signal.aborted) return
      paint(explorer, next)
      if (keep) history.pushState(null, '', placeOf(address))
      explorer.removeAttribute('aria-busy')
      painted()
      says.textContent = explorer.querySelector('h1')!.textContent
    } catch {
      // The server says why it cannot be shown, or the browser that there is no line.
      if (!mine.signal.aborted) location.assign(address)
    }
  }

  const asked = () => {
    const address = new URL(form.action)
    for (const [name, value] of new FormData(form)) if (value !== '') address.searchParams.append(name, String(value))
    return address
  }
  form.addEventListener('change', () => void show(asked(), 'push'))
  form.addEventListener('submit', (event) => { event.preventDefault(); void show(asked(), 'push') })
  addEventListener('popstate', () => void show(new URL(location.href)))
}

/** The address that names all that is shown, in the language that the address asked for. */
function placeOf(address: URL): string {
  const { pathname, search } = new URL(document.querySelector<HTMLLinkElement>('link[rel="canonical"]')!.href)
  const language = address.searchParams.get('lang')
  return pathname + search + (language && !search.includes('lang=') ? `&lang=${language}` : '')
}

export function paint(explorer: HTMLElement, next: Document): void {
  const fresh = next.querySelector('.explorer')!
  const open = explorer.querySelector('details')?.open ?? false
  document.title = next.title
  for (const part of HEAD) swap(document.head, next.head, part)
  swap(document, next, '.langs')
  for (const part of PARTS) swap(explorer, fresh, part)
  explorer.querySelector('.explorer-view')!.setAttribute('aria-label', fresh.querySelector('.explorer-view')!.getAttribute('aria-label')!)
  const [map, recoloured] = [explorer.querySelector('.map'), fresh.querySelector('.map')]
  if (map && recoloured) {
    recolour(map, recoloured)
    swap(explorer, fresh, '.explorer-legend')
  }
  else explorer.querySelector('.explorer-view')!.replaceChildren(...fresh.querySelector('.explorer-view')!.children)
  for (const select of fresh.querySelectorAll<HTMLSelectElement>('form select')) explorer.querySelector<HTMLSelectElement>(`#${select.id}`)!.value = select.value
  const details = explorer.querySelector('details')
  if (details) details.open = open
}

function swap(here: ParentNode, next: ParentNode, part: string): void {
  const [old, fresh] = [here.querySelector(part), next.querySelector(part)]
  if (old && fresh) old.replaceWith(document.adoptNode(fresh))
}

/** Class and words of each State; its shape stays, and so does the focus on it. */
function recolour(map: Element, next: Element): void {
  map.setAttribute('aria-label', next.getAttribute('aria-label')!)
  const states = new Map([...map.querySelectorAll('[data-s]')].map((one) => [one.getAttribute('data-s'), one]))
  for (const fresh of next.querySelectorAll('[data-s]')) {
    const state = states.get(fresh.getAttribute('data-s'))!
    const mark = fresh.getAttribute('class')!
    if (state.getAttribute('class') !== mark) state.setAttribute('class', mark)
    state.querySelector('title')!.textContent = fresh.querySelector('title')!.textContent
    // What is marked lies over its neighbours; what has the focus is not moved.
    if (mark.endsWith('is-marked') && state !== document.activeElement) map.append(state)
  }
  map.querySelector('.map-name')?.remove()
  const name = next.querySelector('.map-name')
  if (name) map.append(document.adoptNode(name))
}
