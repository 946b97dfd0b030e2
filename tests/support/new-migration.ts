// Writes the next migration from the difference between prisma/migrations and prisma/schema: `npm run migration -- <name>`.
import { mkdir, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { PGlite } from '@electric-sql/pglite'
import { PrismaPGlite } from 'pglite-prisma-adapter'
import { migrationsIn, NO_FILTERS, schemaEngine, schemaIn } from '../../server/src/platform/schema-engine'

const root = fileURLToPath(new URL('../..', import.meta.url))

/** The SQL that leads from the migrations to the schema; an empty migration's comment when they agree. */
export async function missingMigration(): Promise<string> {
  const files = await schemaIn(join(root, 'prisma/schema'))
  const shadow = new PrismaPGlite(new PGlite())
  const engine = await schemaEngine(shadow as never, files)
  const migrations = await migrationsIn(join(root, 'prisma/migrations'))
  const from = migrations.migrationDirectories.length > 0 ? { tag: 'migrations', ...migrations } : { tag: 'empty' }
  const { stdout } = await engine.diff({ from, to: { tag: 'schemaDatamodel', files: files.map(([path, content]) => ({ path, content })) }, script: true, exitCode: null, shadowDatabaseUrl: null, filters: NO_FILTERS })
  return stdout ?? ''
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const name = (process.argv[2] ?? 'change').replace(/[^a-z0-9]+/g, '_')
  const sql = await missingMigration()
  if (sql.includes('empty migration')) console.log('The migrations already give the schema.')
  else {
    const target = join(root, 'prisma/migrations', `${new Date().toISOString().replace(/\D/g, '').slice(0, 14)}_${name}`)
    await mkdir(target, { recursive: true })
    await writeFile(join(target, 'migration.sql'), sql)
    console.log(`Wrote ${target}`)
  }
  process.exit(0)
}
