// Puts a component on a page as the application does: with its direction, in the language spoken, and takes it away again.
import { createApp, h, nextTick, type App, type Component, type Plugin } from 'vue'
import { afterEach } from 'vitest'

const shown: { app: App; place: HTMLElement }[] = []

export async function show(component: Component, props: Record<string, unknown> = {}, slots: Record<string, () => unknown> = {}, ...plugins: Plugin[]): Promise<HTMLElement> {
  const place = document.body.appendChild(document.createElement('div'))
  const app = createApp({ render: () => h(component, props, slots) })
  for (const plugin of plugins) app.use(plugin)
  app.mount(place)
  shown.push({ app, place })
  await nextTick()
  // Vue ignores an event of the very millisecond in which its listener was attached; no person is that quick.
  for (const mounted = Date.now(); Date.now() === mounted;) await new Promise((done) => setTimeout(done))
  return place
}

export const settled = async (): Promise<void> => {
  await nextTick()
  await new Promise((done) => setTimeout(done))
  await nextTick()
}

export const button = (words: string): HTMLButtonElement => {
  const found = [...document.querySelectorAll('button')].find((one) => one.textContent?.includes(words))
  if (!found) throw new Error(`no button "${words}"`)
  return found
}

afterEach(() => {
  for (const { app, place } of shown.splice(0)) {
    app.unmount()
    place.remove()
  }
})
