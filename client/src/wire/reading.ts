// What the server has written into the page to be read before the application has come (server/src/pages/reading.ts), and when it has done its work.
const place = typeof document === 'undefined' ? null : document.getElementById('reading')
const path = typeof location === 'undefined' ? '' : location.pathname
const text = place?.querySelector('article') ?? undefined

/** The screen itself stands now. */
export const readingDone = (): void => place?.remove()
/** The paper's text as the server wrote it, for where the editor will be; of this very page only. */
export const textRead = (): HTMLElement | undefined => (text && location.pathname === path ? (text.cloneNode(true) as HTMLElement) : undefined)
