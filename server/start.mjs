// `npm start`: installs, generates, builds what has changed, then starts the server in this process. Plain Node: nothing is installed before it runs.
import { createHash } from 'node:crypto'
import { spawnSync } from 'node:child_process'
import { existsSync, mkdirSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { fileURLToPath, pathToFileURL } from 'node:url'

const root = join(dirname(fileURLToPath(import.meta.url)), '..')
const PNPM = 'pnpm@12.21.0'
const say = (line) => process.stdout.write(`${line}\n`)

const [major] = process.versions.node.split('.').map(Number)
if (major < 20) {
  process.stderr.write(`Roundtable needs Node 20 or later; this is ${process.version}.\n`)
  process.exit(1)
}

/** A digest over names, sizes and times of files: enough to know whether they changed since the last build. */
function stampOf(...places) {
  const hash = createHash('sha256')
  const walk = (path) => {
    const stat = statSync(path)
    if (!stat.isDirectory()) return void hash.update(`${path} ${stat.size} ${stat.mtimeMs}\n`)
    for (const name of readdirSync(path).sort()) if (name !== 'node_modules' && name !== 'dist' && name !== 'generated') walk(join(path, name))
  }
  for (const place of places) if (existsSync(join(root, place))) walk(join(root, place))
  return hash.digest('hex')
}

function run(sentence, command, args, env = {}) {
  say(sentence)
  const { status } = spawnSync(command, args, { cwd: root, stdio: 'inherit', env: { ...process.env, ...env }, shell: process.platform === 'win32' })
  if (status !== 0) {
    process.stderr.write(`This step failed: ${command} ${args.join(' ')}\n`)
    process.exit(1)
  }
}

/** Does the step when its inputs changed since it was last done. */
function step(name, stamp, result, work) {
  const file = join(root, 'node_modules/.roundtable', name)
  if (existsSync(join(root, result)) && existsSync(file) && readFileSync(file, 'utf8') === stamp) return
  work()
  mkdirSync(dirname(file), { recursive: true })
  writeFileSync(file, stamp)
}

const bin = (name) => join(root, 'node_modules/.bin', name)

export function prepare() {
  step('install', stampOf('pnpm-lock.yaml'), 'node_modules/.pnpm', () => {
    // Also with NODE_ENV=production: what builds must be there.
    run('Installing (once; needs the network) …', 'npx', ['--yes', PNPM, 'install', '--frozen-lockfile', '--prod=false', '--reporter=append-only', '--loglevel=error'])
  })
  // Generating never runs the engine; any existing file keeps the command from fetching one.
  step('generate', stampOf('prisma/schema', 'pnpm-lock.yaml'), 'server/src/generated/prisma', () => run('Generating the database client …', bin('prisma'), ['generate', '--schema', 'prisma/schema', '--no-hints'], { PRISMA_SCHEMA_ENGINE_BINARY: process.execPath }))
  step('server', stampOf('server/src', 'server/build.mjs', 'shared/src', 'prisma', 'pnpm-lock.yaml'), 'server/dist/main.js', () => run('Building the server …', process.execPath, ['server/build.mjs']))
  step('client', stampOf('client', 'shared/src', 'pnpm-lock.yaml'), 'client/dist/index.html', () => run('Building the screens …', join(root, 'client/node_modules/.bin/vite'), ['build', 'client', '--logLevel', 'warn']))
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  prepare()
  await import(pathToFileURL(join(root, 'server/dist/main.js')).href)
}
