// Every screen by day on a wide screen, in English.
import { axeFindsNothing } from './axe'

axeFindsNothing({ language: 'en', colorScheme: 'light', viewport: { width: 1440, height: 900 } })
