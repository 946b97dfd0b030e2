// Every screen by day on a tablet, in Russian.
import { axeFindsNothing } from './axe'

axeFindsNothing({ language: 'ru', colorScheme: 'light', viewport: { width: 820, height: 1180 } })
