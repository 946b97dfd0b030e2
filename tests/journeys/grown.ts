// Text may grow by half: every word on a screen is made half as long again, and nothing leaves the screen or is cut off at any width.
import type { Page } from 'playwright-core'

const WIDTHS = [1440, 820, 390] as const

/** In the page: each text of words gets half of itself again; pictures, papers' own texts and figures stay. */
function grow(): void {
  const half = (text: string) => `${text.trimEnd()} ${[...text.trim()].slice(0, Math.ceil([...text.trim()].length / 2)).join('')}${/\s$/.test(text) ? ' ' : ''}`
  const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT)
  const found: Text[] = []
  while (walker.nextNode()) found.push(walker.currentNode as Text)
  for (const one of found) {
    if (!/\p{L}{2}/u.test(one.data) || one.parentElement?.closest('svg, script, style, noscript, code, option, .ProseMirror, .langs, [contenteditable]')) continue
    one.data = half(one.data)
  }
  for (const field of document.querySelectorAll<HTMLInputElement>('[placeholder]')) field.placeholder = half(field.placeholder)
}

/** In the page: what is cut or stands out. What ends in dots does so by intention. */
function cut(): string[] {
  const name = (one: Element) => `${one.tagName.toLowerCase()}${one.id ? `#${one.id}` : ''}${[...one.classList].map((each) => `.${each}`).join('')} “${(one.textContent ?? '').trim().replace(/\s+/g, ' ').slice(0, 40)}”`
  const wrong: string[] = []
  const over = document.documentElement.scrollWidth - document.documentElement.clientWidth
  if (over > 0) {
    wrong.push(`the page is ${over} px too wide`)
    for (const one of document.querySelectorAll('body *')) {
      const { left, right, width } = one.getBoundingClientRect()
      if (width > 0 && (right > document.documentElement.clientWidth + 1 || left < -1) && ![...one.children].some((child) => child.getBoundingClientRect().right > document.documentElement.clientWidth + 1)) wrong.push(`stands out: ${name(one)}`)
    }
  }
  for (const one of document.querySelectorAll<HTMLElement>('body *')) {
    if (one.clientWidth === 0 || one.matches('input, textarea, select') || one.closest('svg, .ProseMirror, .vh, [hidden]')) continue
    const style = getComputedStyle(one)
    if (style.clipPath !== 'none' || style.visibility === 'hidden' || one.closest('[style*="clip-path"]')) continue
    const wide = one.scrollWidth - one.clientWidth > 1
    const hides = /hidden|clip/.test(style.overflowX)
    if (wide && hides && style.textOverflow !== 'ellipsis' && style.position !== 'absolute') wrong.push(`cut: ${name(one)}`)
    if (wide && !hides && style.overflowX === 'visible' && one.matches('button, .btn, summary, label, legend, th, td, .badge, .st, h1, h2, h3, dt, dd')) wrong.push(`wider than its place: ${name(one)}`)
    if (/hidden|clip/.test(style.overflowY) && one.scrollHeight - one.clientHeight > 2 && style.position !== 'absolute' && style.textOverflow !== 'ellipsis') wrong.push(`cut below: ${name(one)}`)
  }
  return [...new Set(wrong)]
}

/** What goes wrong on this page with words half as long again, by width. */
export async function wrongWhenGrown(page: Page): Promise<string[]> {
  const before = page.viewportSize()!
  await page.evaluate(grow)
  const wrong: string[] = []
  for (const width of WIDTHS) {
    await page.setViewportSize({ width, height: before.height })
    await page.evaluate(() => new Promise((drawn) => { requestAnimationFrame(() => requestAnimationFrame(drawn)) }))
    wrong.push(...(await page.evaluate(cut)).map((one) => `${width}: ${one}`))
  }
  await page.setViewportSize(before)
  return wrong
}
