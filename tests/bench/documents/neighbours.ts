// The peers, installed once beside the product (never with it) from their own lockfile: exact versions, and Node 22 for the one that needs it.
import { execFileSync } from 'node:child_process'
import { copyFileSync, existsSync, mkdirSync, readFileSync, readdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { root } from '../../support/places'

const SOURCE = join(root, 'tests/bench/peers')
const FOLDER = join(root, 'node_modules/.roundtable/bench-peers')

export interface Neighbours { script(name: string): string; node22: string }

/** Needs the registry the first time; says why when it can't. */
export function installNeighbours(): Neighbours | undefined {
  const lock = readFileSync(join(SOURCE, 'package-lock.json'), 'utf8')
  const stamp = join(FOLDER, 'installed')
  mkdirSync(FOLDER, { recursive: true })
  for (const name of readdirSync(SOURCE)) copyFileSync(join(SOURCE, name), join(FOLDER, name))
  const node22 = join(FOLDER, 'node_modules/node/bin/node')
  if (!existsSync(stamp) || readFileSync(stamp, 'utf8') !== lock) {
    console.log('Installing the peers (once; needs the network) …')
    try {
      execFileSync('npm', ['ci', '--no-audit', '--no-fund', '--loglevel=error'], { cwd: FOLDER, stdio: ['ignore', 'ignore', 'inherit'] })
      execFileSync(node22, ['--version'], { stdio: 'ignore' })
    } catch (error) {
      console.error(`The peers could not be installed (${error instanceof Error ? error.message.split('\n')[0] : String(error)}); measured without them.`)
      return undefined
    }
    writeFileSync(stamp, lock)
  }
  return { script: (name) => join(FOLDER, name), node22 }
}
