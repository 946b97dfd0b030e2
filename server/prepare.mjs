// `npm run build`: everything that `npm start` does before it starts.
import { prepare } from './start.mjs'

prepare()
