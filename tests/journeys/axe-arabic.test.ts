// Every screen at night on a phone, in Arabic.
import { axeFindsNothing } from './axe'

axeFindsNothing({ language: 'ar', colorScheme: 'dark', viewport: { width: 390, height: 844 } })
