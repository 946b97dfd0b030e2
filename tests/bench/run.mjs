// `npm run bench`: every figure as a ratio to a bare peer in the same run; server and load in separate processes. Takes about half an hour;
// `npm run bench -- commands` one part, `npm run bench -- documents fanout` one part of the document server's.
import { spawnSync } from 'node:child_process'
import { existsSync } from 'node:fs'
import { availableParallelism } from 'node:os'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { prepare } from '../../server/start.mjs'

const here = dirname(fileURLToPath(import.meta.url))
prepare()
const run = (command, args) => {
  const { status } = spawnSync(command, args, { stdio: 'inherit', cwd: join(here, '../..') })
  if (status !== 0) process.exit(status ?? 1)
}
const part = (file, args = []) => [process.execPath, '--import', 'tsx', join(here, file), ...args]
// The load on the second core; servers bind themselves to the first.
const bound = existsSync('/usr/bin/taskset') && availableParallelism() > 1 ? ['taskset', '-c', '1'] : []
const documents = (args) => { const [command, ...line] = [...bound, ...part('documents/run.ts', args)]; run(command, line) }

const [first, ...rest] = process.argv.slice(2)
if (first === 'documents') documents(rest)
else for (const name of first ? [first, ...rest] : ['start', 'commands', 'events', 'search', 'pages', 'repaint', 'room', 'catchup', 'tab', 'documents']) {
  if (name === 'documents') documents([])
  else run(...(([command, ...line]) => [command, line])(part(`${name}.ts`)))
}
