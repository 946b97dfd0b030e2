// Prisma's own schema engine, compiled to WASM: applies migrations as `migrate deploy` does, without a binary to fetch.
import { readFile, readdir } from 'node:fs/promises'
import { createRequire } from 'node:module'
import { join } from 'node:path'
import { bindMigrationAwareSqlAdapterFactory, type SqlMigrationAwareDriverAdapterFactory } from '@prisma/driver-adapter-utils'

interface Engine {
  applyMigrations(input: unknown): Promise<{ appliedMigrationNames: string[] }>
  diff(input: unknown): Promise<{ exitCode: number; stdout: string | null }>
}
interface Bindings {
  SchemaEngine: { new: (options: { datamodels: [string, string][] }, log: (line: string) => void, factory: unknown) => Promise<Engine> }
  __wbg_set_wasm(exports: WebAssembly.Exports): void
}

export const NO_FILTERS = { externalTables: [], externalEnums: [] }

// A second instance of the module in one process crashes Node: one is made and kept.
let loaded: Promise<Bindings> | undefined

async function load(): Promise<Bindings> {
  (globalThis as { PRISMA_WASM_PANIC_REGISTRY?: unknown }).PRISMA_WASM_PANIC_REGISTRY = { set_message() {} }
  const bindings = (await import('@prisma/schema-engine-wasm/schema_engine_bg')) as unknown as Bindings
  // The package exports its JavaScript only; the module lies beside it.
  const wasm = createRequire(import.meta.url).resolve('@prisma/schema-engine-wasm/schema_engine_bg').replace(/\.js$/, '.wasm')
  const { instance } = await WebAssembly.instantiate(await readFile(wasm), { './schema_engine_bg.js': bindings as unknown as WebAssembly.ModuleImports })
  bindings.__wbg_set_wasm(instance.exports)
  ;(instance.exports['__wbindgen_start'] as () => void)()
  return bindings
}

/** `datamodels`: the schema's files; the engine wants them for whatever it does. */
export async function schemaEngine(factory: SqlMigrationAwareDriverAdapterFactory, datamodels: [string, string][]): Promise<Engine> {
  const { SchemaEngine } = await (loaded ??= load())
  return SchemaEngine.new({ datamodels }, () => {}, bindMigrationAwareSqlAdapterFactory(factory))
}

/** The schema's files as the engine wants them. */
export const schemaIn = async (folder: string): Promise<[string, string][]> =>
  Promise.all((await readdir(folder)).sort().map(async (name): Promise<[string, string]> => [name, await readFile(join(folder, name), 'utf8')]))

/** The folder of migrations as the engine wants it. */
export async function migrationsIn(folder: string) {
  const names = (await readdir(folder, { withFileTypes: true })).filter((entry) => entry.isDirectory()).map((entry) => entry.name).sort()
  const file = async (path: string) => ({ tag: 'ok' as const, value: await readFile(path, 'utf8') })
  return {
    baseDir: folder,
    lockfile: { path: 'migration_lock.toml', content: await readFile(join(folder, 'migration_lock.toml'), 'utf8') },
    shadowDbInitScript: '',
    migrationDirectories: await Promise.all(names.map(async (name) => ({ path: name, migrationFile: { path: 'migration.sql', content: await file(join(folder, name, 'migration.sql')) } }))),
  }
}
