// Ids come from outside (ports.id); here is only their shape.
import { z } from 'zod'

/** An id made by the server: 1-40 characters of a-z, 0-9 and hyphen. */
export const Id = z.string().regex(/^[a-z0-9][a-z0-9-]{0,39}$/)

// Apart, so that pages which only name it load no validator.
export { INSTALLATION } from './installation'
