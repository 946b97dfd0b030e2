// `npm test`: installs and builds like `npm start`, then types, lint and every suite; ends with one line of counts.
import { spawnSync } from 'node:child_process'
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { prepare } from '../server/start.mjs'

const root = join(dirname(fileURLToPath(import.meta.url)), '..')
const only = process.argv.slice(2)
const counts = { passed: 0, failed: 0 }
const count = (good) => { counts[good ? 'passed' : 'failed'] += 1 }

function run(sentence, command, args, env = {}) {
  process.stdout.write(`\n== ${sentence}\n`)
  const started = Date.now()
  const { status } = spawnSync(command, args, { cwd: root, stdio: 'inherit', env: { ...process.env, ...env } })
  process.stdout.write(`== ${sentence}: ${status === 0 ? 'good' : 'BAD'}, ${Math.round((Date.now() - started) / 1000)} s\n`)
  return status === 0
}

/** A run that starts no test has failed. */
function suite(sentence, args, env = {}) {
  const folder = mkdtempSync(join(tmpdir(), 'rt-report-'))
  const file = join(folder, 'report.json')
  const good = run(sentence, join(root, 'tests/node_modules/.bin/vitest'), ['run', '--root', 'tests', '--reporter=default', '--reporter=json', `--outputFile.json=${file}`, ...args], env)
  const report = existsSync(file) ? JSON.parse(readFileSync(file, 'utf8')) : { numPassedTests: 0, numFailedTests: 0 }
  rmSync(folder, { recursive: true, force: true })
  counts.passed += report.numPassedTests
  counts.failed += report.numFailedTests
  if (!good && report.numFailedTests === 0) counts.failed += 1
  if (good && report.numPassedTests === 0) {
    process.stdout.write(`== ${sentence}: no test ran\n`)
    counts.failed += 1
  }
}

prepare()
const bin = (name) => join(root, 'node_modules/.bin', name)
if (only.includes('--postgresql')) suite('the database suites on PostgreSQL', ['--project', 'house'])
else {
  for (const place of ['shared', 'server', 'tests']) count(run(`types of ${place}`, bin('tsc'), ['--noEmit', '-p', place]))
  count(run('types of client', bin('vue-tsc'), ['--noEmit', '-p', 'client']))
  count(run('lint', bin('eslint'), ['.', '--max-warnings', '0']))
  suite('rules, words, shape, components', ['--project', 'rules', '--project', 'ui'])
  suite('flows, permissions, convergence', ['--project', 'house'])
  suite('journeys in browsers', ['--project', 'journeys'])
}
process.stdout.write(`\n${counts.passed} passed, ${counts.failed} failed\n`)
process.exit(counts.failed === 0 ? 0 : 1)
