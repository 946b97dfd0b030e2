// One process per data folder: a second one would open the embedded database silently and lose what the first wrote.
import { readFileSync, renameSync, rmSync, unlinkSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'

/** The folder is used by a living process. */
export class FolderInUse extends Error {}

/** When a process began, in the kernel's own count: numbers of processes come again, these pairs do not. Undefined where the system does not say. */
function begunAt(pid: number): string | undefined {
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, 'latin1')
    return stat.slice(stat.lastIndexOf(')') + 2).split(' ')[19]
  } catch {
    return undefined
  }
}

function alive(pid: number): boolean {
  try {
    process.kill(pid, 0)
    return true
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM'
  }
}

/** Who wrote it, if it still lives. In containers small numbers repeat: an own number is stale, and so is one that began at another time. */
function holder(mark: string): number | undefined {
  const [number, begun] = mark.split(' ')
  const pid = Number(number)
  if (!Number.isInteger(pid) || pid <= 0 || pid === process.pid || !alive(pid)) return undefined
  const now = begunAt(pid)
  return begun === undefined || now === undefined || begun === now ? pid : undefined
}

const read = (file: string): string | undefined => {
  try {
    return readFileSync(file, 'utf8')
  } catch {
    return undefined
  }
}

const pauseFor = (milliseconds: number) => Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, milliseconds)
const begunHere = begunAt(process.pid)
const OWN = begunHere === undefined ? String(process.pid) : `${process.pid} ${begunHere}`

/** Takes the lock or throws `FolderInUse`; a lock left by a killed process is taken over. */
export function lockFolder(folder: string): () => void {
  const file = join(folder, 'lock')
  for (let attempt = 0; attempt < 5; attempt += 1) {
    try {
      writeFileSync(file, OWN, { flag: 'wx' })
      const release = () => {
        process.off('exit', release)
        if (read(file) === OWN) unlinkSync(file)
      }
      // Also where the process ends while it still opens the database.
      process.on('exit', release)
      return release
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error
    }
    const mark = read(file)
    // Made a moment ago and not written yet: by one that takes it just now, or by one that was killed just then.
    if (mark === '' && attempt < 2) { pauseFor(150); continue }
    if (mark === undefined) continue
    const pid = holder(mark)
    if (pid !== undefined) throw new FolderInUse(`The data folder ${folder} is used by another Roundtable (process ${pid}). Stop it, or give another DATA_DIR.`)
    takeAway(file, mark, folder)
  }
  throw new FolderInUse(`The data folder ${folder} is being taken by another Roundtable.`)
}

/** Moved aside first: of two that find the same stale lock, neither may throw away the new lock of the other. */
function takeAway(file: string, mark: string, folder: string): void {
  const aside = `${file}.${process.pid}`
  try {
    renameSync(file, aside)
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return
    throw error
  }
  if (read(aside) === mark) return rmSync(aside, { force: true })
  renameSync(aside, file)
  throw new FolderInUse(`The data folder ${folder} is being taken by another Roundtable.`)
}
