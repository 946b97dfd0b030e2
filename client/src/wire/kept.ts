// What a person has typed is kept in this tab, so that a reload loses nothing. Storage can be forbidden; then it is kept on the page only.
import { reactive, watch } from 'vue'

const place = (name: string) => `draft ${name}`

function read(name: string): object {
  try {
    const text = sessionStorage.getItem(place(name))
    const value: unknown = text ? JSON.parse(text) : {}
    return typeof value === 'object' && value !== null ? value : {}
  } catch {
    return {}
  }
}

function write(name: string, value: object | undefined): void {
  try {
    if (value) sessionStorage.setItem(place(name), JSON.stringify(value))
    else sessionStorage.removeItem(place(name))
  } catch {
    // kept on the page only
  }
}

/** A reactive draft under a name; `forget` puts it back to how it began. */
export function useKept<T extends object>(name: string, begin: () => T): { draft: T; forget: () => void } {
  const draft = reactive({ ...begin(), ...read(name) }) as T
  let forgotten = false
  watch(draft, () => {
    if (!forgotten) write(name, draft)
    forgotten = false
  })
  return {
    draft,
    forget() {
      forgotten = true
      Object.assign(draft, begin())
      write(name, undefined)
    },
  }
}

/** The key of an intent that was sent and not answered: kept with what it stood for. */
export const keptKeys = {
  of(name: string, input: string): string | undefined {
    const kept = read(`key ${name}`) as { input?: string; key?: string }
    return kept.input === input ? kept.key : undefined
  },
  keep: (name: string, input: string, key: string) => write(`key ${name}`, { input, key }),
  drop: (name: string) => write(`key ${name}`, undefined),
}
