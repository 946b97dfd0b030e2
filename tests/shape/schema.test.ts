// The migrations give the schema: a change of prisma/schema without its migration fails here.
import { expect, it } from 'vitest'
import { missingMigration } from '../support/new-migration'

it('no migration is missing', async () => { expect((await missingMigration()).replace(/^\s*-- This is an empty migration\.\s*$/, '')).toBe('') }, 300_000)
