// The two ways in which code sees the database: at rest, or within one transaction.
import type { Prisma, PrismaClient } from '../generated/prisma/client'

export type Tx = Prisma.TransactionClient
/** Either; reads only. */
export type Db = PrismaClient | Tx
/** A fixed text with `$1 …` past Prisma, for what every keystroke goes through; refusals of PostgreSQL come as its own errors, with their SQLSTATE as `code`. */
export type Statement = <Row>(sql: string, values: unknown[]) => Promise<Row[]>
