// `npm run bench`: every figure as a ratio to a bare peer in the same run; server and load in separate processes. Takes about four minutes.
import { spawnSync } from 'node:child_process'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { prepare } from '../../server/start.mjs'

const here = dirname(fileURLToPath(import.meta.url))
prepare()
const parts = process.argv.slice(2).length > 0 ? process.argv.slice(2) : ['start', 'commands', 'events', 'search', 'pages']
for (const part of parts) {
  const { status } = spawnSync(process.execPath, ['--import', 'tsx', join(here, `${part}.ts`)], { stdio: 'inherit', cwd: join(here, '../..') })
  if (status !== 0) process.exit(status ?? 1)
}
