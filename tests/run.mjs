// `npm test`: installs and builds like `npm start`, then types, lint and every suite; ends with one line of counts.
import { spawn, spawnSync } from 'node:child_process'
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join, relative } from 'node:path'
import { fileURLToPath } from 'node:url'
import { stripVTControlCharacters } from 'node:util'
import { prepare } from '../server/start.mjs'

const root = join(dirname(fileURLToPath(import.meta.url)), '..')
const only = process.argv.slice(2)
const counts = { passed: 0, failed: 0 }
/** What failed, said once more at the end: a long log is often cut. */
const failures = []
const count = (good) => { counts[good ? 'passed' : 'failed'] += 1 }

function run(sentence, command, args, env = {}) {
  process.stdout.write(`\n== ${sentence}\n`)
  const started = Date.now()
  const { status } = spawnSync(command, args, { cwd: root, stdio: 'inherit', env: { ...process.env, ...env } })
  process.stdout.write(`== ${sentence}: ${status === 0 ? 'good' : 'BAD'}, ${Math.round((Date.now() - started) / 1000)} s\n`)
  return status === 0
}

/** Checks that need nothing but the files, two at a time; what each says is printed when it has ended. */
async function checks(list) {
  const waiting = [...list]
  const work = async () => {
    for (let next = waiting.shift(); next; next = waiting.shift()) {
      const [sentence, command, args] = next
      const started = Date.now()
      const child = spawn(command, args, { cwd: root })
      let said = ''
      for (const stream of [child.stdout, child.stderr]) stream.on('data', (chunk) => { said += chunk })
      const status = await new Promise((done) => { child.once('close', done); child.once('error', () => done(1)) })
      process.stdout.write(`${said}== ${sentence}: ${status === 0 ? 'good' : 'BAD'}, ${Math.round((Date.now() - started) / 1000)} s\n`)
      count(status === 0)
      if (status !== 0) failures.push(sentence)
    }
  }
  await Promise.all([work(), work()])
}

const firstLines = (message) => stripVTControlCharacters(message).split('\n').slice(0, 3).join(' ').slice(0, 400)

/** A run that starts no test has failed. */
function suite(sentence, args, env = {}) {
  const folder = mkdtempSync(join(tmpdir(), 'rt-report-'))
  const file = join(folder, 'report.json')
  const good = run(sentence, join(root, 'tests/node_modules/.bin/vitest'), ['run', '--root', 'tests', '--reporter=default', '--reporter=json', `--outputFile.json=${file}`, ...args], env)
  const report = existsSync(file) ? JSON.parse(readFileSync(file, 'utf8')) : { numPassedTests: 0, numFailedTests: 0 }
  rmSync(folder, { recursive: true, force: true })
  counts.passed += report.numPassedTests
  counts.failed += report.numFailedTests
  for (const { name, message, assertionResults = [] } of report.testResults ?? []) {
    const place = relative(join(root, 'tests'), name)
    for (const { status, fullName, failureMessages } of assertionResults) if (status === 'failed') failures.push(`${place} > ${fullName}: ${firstLines(failureMessages?.[0] ?? '')}`)
    if (message && assertionResults.length === 0) failures.push(`${place}: ${firstLines(message)}`)
  }
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
  await checks([
    ['types of client', bin('vue-tsc'), ['--noEmit', '-p', 'client']],
    ['lint', bin('eslint'), ['.', '--max-warnings', '0']],
    ...['tests', 'server', 'shared'].map((place) => [`types of ${place}`, bin('tsc'), ['--noEmit', '-p', place]]),
  ])
  suite('rules, words, shape, components', ['--project', 'rules', '--project', 'ui'])
  suite('flows, permissions, convergence', ['--project', 'house'])
  suite('journeys in browsers', ['--project', 'journeys'])
}
for (const failure of failures) process.stdout.write(`\nfailed: ${failure}`)
process.stdout.write(`\n\n${counts.passed} passed, ${counts.failed} failed\n`)
process.exit(counts.failed === 0 ? 0 : 1)
