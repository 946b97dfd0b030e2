// The two ways in which code sees the database: at rest, or within one transaction.
import type { Prisma, PrismaClient } from '../generated/prisma/client'

export type Tx = Prisma.TransactionClient
/** Either; reads only. */
export type Db = PrismaClient | Tx
