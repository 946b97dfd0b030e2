// Before the journeys: the browser is unpacked once; two who unpack it at a time would find half of one.
import { browserPath } from './browser'

export async function setup(): Promise<void> {
  // A machine without one is told so by the first that opens it.
  await browserPath().catch(() => undefined)
}
