// `npm run verify-record`: builds what is needed, then proves the records.
import { prepare } from './start.mjs'

prepare()
await import('./dist/verify-record.js')
