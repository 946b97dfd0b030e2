// Builds the server into server/dist: main, and the workers. Our own packages are bundled, others stay where they are.
import { readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { build } from 'esbuild'

const here = (path) => fileURLToPath(new URL(path, import.meta.url))
const own = JSON.parse(readFileSync(here('package.json'), 'utf8'))
const shared = JSON.parse(readFileSync(here('../shared/package.json'), 'utf8'))
const names = Object.keys({ ...own.dependencies }).filter((name) => !name.startsWith('@roundtable/'))

const ENTRIES = [here('src/main.ts'), here('src/verify-record.ts'), here('src/platform/embedded.worker.ts'), here('src/documents/replay.worker.ts'), here('src/documents/compaction.worker.ts')]
/** Builds into server/dist. Shared's own dependencies are bundled: they do not resolve from the server's folder. */
export const buildServer = (entryPoints = ENTRIES) => build({
  entryPoints,
  outdir: here('dist'), outbase: here('src'), entryNames: '[name]', bundle: true, platform: 'node', format: 'esm', target: 'node20',
  splitting: true, chunkNames: 'chunk-[hash]', sourcemap: true, logLevel: 'warning',
  external: names.flatMap((name) => [name, `${name}/*`]).filter((name) => !(name in shared.dependencies) || name in own.dependencies),
  banner: { js: "import { createRequire as makeRequire } from 'node:module'; const require = makeRequire(import.meta.url);" },
})

if (process.argv[1] === fileURLToPath(import.meta.url)) await buildServer(process.argv.length > 2 ? process.argv.slice(2) : ENTRIES)
