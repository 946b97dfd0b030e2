// One process per data folder: a second one would open the embedded database silently and lose what the first wrote.
import { readFileSync, unlinkSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'

/** The folder is used by a living process. */
export class FolderInUse extends Error {}

const alive = (pid: number): boolean => {
  try {
    process.kill(pid, 0)
    return true
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM'
  }
}

/** Takes the lock or throws `FolderInUse`; a lock left by a killed process is taken over. In containers pid 1 repeats: an own pid is stale too. */
export function lockFolder(folder: string): () => void {
  const file = join(folder, 'lock')
  for (let attempt = 0; attempt < 3; attempt += 1) {
    try {
      writeFileSync(file, String(process.pid), { flag: 'wx' })
      return () => unlinkSync(file)
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error
      const pid = Number(readFileSync(file, 'utf8'))
      if (Number.isInteger(pid) && pid > 0 && pid !== process.pid && alive(pid)) throw new FolderInUse(`The data folder ${folder} is used by another Roundtable (process ${pid}). Stop it, or give another DATA_DIR.`)
      unlinkSync(file)
    }
  }
  throw new FolderInUse(`The data folder ${folder} is being taken by another Roundtable.`)
}
