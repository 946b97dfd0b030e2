// Brings a file to the server; what becomes of it there is a command of its own.
import { isRefused, Unreachable, type Refused } from './answer'

/** 20 MiB over a line of a hundred kbit a second. */
const PATIENCE = 30 * 60_000

export async function upload(meeting: string, file: File, signal: AbortSignal): Promise<{ upload: string } | Refused> {
  try {
    const response = await fetch(`/api/files?${new URLSearchParams({ meeting })}`, { method: 'POST', credentials: 'same-origin', body: file, signal: AbortSignal.any([signal, AbortSignal.timeout(PATIENCE)]) })
    const answer: unknown = await response.json()
    if (response.ok || isRefused(answer)) return answer as { upload: string } | Refused
  } catch {
    // No line, or an answer from something on the way.
  }
  throw new Unreachable('files')
}
