// Ids come from outside (ports.id); here is only their shape.
import { z } from 'zod'

/** An id made by the server: 1-40 characters of a-z, 0-9 and hyphen. */
export const Id = z.string().regex(/^[a-z0-9][a-z0-9-]{0,39}$/)

/** The record of what belongs to no body: accounts, Survey editions. */
export const INSTALLATION = 'installation'
