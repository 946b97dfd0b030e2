// Where things are.
import { join } from 'node:path'

export const root = join(import.meta.dirname, '../..')
// One folder for each run: runs beside each other do not meet. The forks inherit the name.
export const scratch = join(root, 'tests/.tmp', (process.env['RT_RUN'] ??= String(process.pid)))
export const template = join(scratch, 'template')
