// The project's own sources as text, and who imports whom.
import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { dirname, join, normalize, relative } from 'node:path'
import { root } from '../support/places'

const OWN = ['shared/src', 'server/src', 'client/src', 'prisma/seed', 'tests']
const NOT_OURS = /(^|\/)(node_modules|dist|generated|\.tmp)(\/|$)/

export interface Source { file: string; text: string; imports: string[] }

function walk(folder: string): string[] {
  return readdirSync(join(root, folder), { withFileTypes: true }).flatMap((entry) => {
    const path = `${folder}/${entry.name}`
    if (NOT_OURS.test(path)) return []
    return entry.isDirectory() ? walk(path) : [path]
  })
}

/** Our own modules by their file; packages as they are named. */
function resolved(file: string, specifier: string): string {
  const shared = /^@roundtable\/shared\/(.+)$/.exec(specifier)
  const path = shared ? `shared/src/${shared[1]}` : specifier.startsWith('.') ? relative(root, normalize(join(root, dirname(file), specifier))) : undefined
  if (path === undefined) return specifier
  return [path, `${path}.ts`, `${path}.vue`, `${path}.mjs`].find((one) => /\.\w+$/.test(one) && existsSync(join(root, one))) ?? path
}

const IMPORT = /^\s*(?:import|export)\b[^'"]*?from\s+['"]([^'"]+)['"]|^\s*import\s+['"]([^'"]+)['"]|\bimport\(\s*['"]([^'"]+)['"]/gm

export const SOURCES: Source[] = OWN.flatMap(walk).filter((file) => /\.(ts|vue|mjs|css)$/.test(file)).map((file) => {
  const text = readFileSync(join(root, file), 'utf8')
  return { file, text, imports: [...text.matchAll(IMPORT)].map(([, from, bare, later]) => resolved(file, (from ?? bare ?? later)!)) }
})

export const inside = (...folders: string[]): Source[] => SOURCES.filter(({ file }) => folders.some((folder) => file.startsWith(folder)))
/** `file -> what it imports`, for those that `wrong` says are wrong. */
export const edges = (sources: Source[], wrong: (imported: string, file: string) => boolean): string[] =>
  sources.flatMap(({ file, imports }) => imports.filter((imported) => wrong(imported, file)).map((imported) => `${file} -> ${imported}`))
