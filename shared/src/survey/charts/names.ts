// Names beside a chart: how wide one is about, and a long one cut where it can be.

/** In units of a drawing; wide enough for every script, since a server cannot measure. */
export const widthOf = (text: string, size: number): number =>
  Math.ceil([...text].reduce((sum, sign) => sum + (/[\u2E80-\u9FFF\uFF00-\uFFEF]/u.test(sign) ? 1 : /[A-ZА-ЯЁМШЩЖЮ]/u.test(sign) ? 0.72 : /[\u0400-\u04FF]/u.test(sign) ? 0.62 : 0.55), 0) * size)

/** Cut at a blank where that keeps most of it; the whole name stands in the table or the key. */
export function shortened(name: string, size: number, most: number): string {
  if (widthOf(name, size) <= most) return name
  const signs = [...name]
  while (signs.length > 1 && widthOf(`${signs.join('')}…`, size) > most) signs.pop()
  const [cut, blank] = [signs.join('').trimEnd(), signs.lastIndexOf(' ')]
  return `${blank > signs.length * 0.6 ? signs.slice(0, blank).join('').trimEnd() : cut}…`
}
