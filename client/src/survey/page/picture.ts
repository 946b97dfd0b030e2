// A picture (PNG) of a drawing: the file that the server gives as SVG, drawn by the browser in the page's own type, twice as fine.
const FINE = 2
const offered = new WeakSet<Element>()

export function offerPictures(within: ParentNode): void {
  for (const link of within.querySelectorAll<HTMLAnchorElement>('a[data-picture]')) {
    if (offered.has(link)) continue
    offered.add(link)
    const button = document.createElement('button')
    button.type = 'button'
    button.className = 'btn btn--small'
    button.append(link.querySelector('svg')!.cloneNode(true), 'PNG')
    button.addEventListener('click', () => void give(link, button))
    link.before(button)
  }
}

async function give(link: HTMLAnchorElement, button: HTMLButtonElement): Promise<void> {
  button.setAttribute('aria-busy', 'true')
  button.parentElement!.querySelector('.picture-failed')?.remove()
  try {
    const { blob, name } = await pictureOf(link.href)
    const save = document.createElement('a')
    save.href = URL.createObjectURL(blob)
    save.download = name
    save.click()
    setTimeout(() => URL.revokeObjectURL(save.href), 60_000)
  } catch {
    const says = document.createElement('span')
    says.className = 'picture-failed'
    says.setAttribute('role', 'status')
    says.textContent = link.dataset['picture'] ?? ''
    link.after(says)
  } finally {
    button.removeAttribute('aria-busy')
  }
}

async function pictureOf(address: string): Promise<{ blob: Blob; name: string }> {
  const answer = await fetch(address)
  if (!answer.ok) throw new Error(String(answer.status))
  const drawing = await answer.text()
  const [, width, height] = /<svg[^>]* width="(\d+)" height="(\d+)"/.exec(drawing)!.map((side) => Number(side) * FINE)
  const image = new Image()
  // The page's faces, and not those that another machine might have. As text: a parsed style would be a style of this page.
  image.src = `data:image/svg+xml;charset=utf-8,${encodeURIComponent(drawing.replace(/"Noto Sans",[^}]*sans-serif/, getComputedStyle(document.body).fontFamily))}`
  await image.decode()
  const canvas = Object.assign(document.createElement('canvas'), { width, height })
  canvas.getContext('2d')!.drawImage(image, 0, 0, width!, height!)
  const blob = await new Promise<Blob | null>((done) => { canvas.toBlob(done, 'image/png') })
  if (!blob) throw new Error('no picture')
  const name = /filename="?([^";]+)\.svg/.exec(answer.headers.get('content-disposition') ?? '')?.[1] ?? 'survey'
  return { blob, name: `${name}.png` }
}
