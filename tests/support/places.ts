// Where things are.
import { fileURLToPath } from 'node:url'
import { join } from 'node:path'

export const root = fileURLToPath(new URL('../..', import.meta.url))
// One folder for each run: runs beside each other do not meet. The forks inherit the name.
export const scratch = join(root, 'tests/.tmp', (process.env['RT_RUN'] ??= String(process.pid)))
export const template = join(scratch, 'template')
