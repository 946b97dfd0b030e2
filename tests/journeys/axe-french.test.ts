// Half of the screens, the other half is looked at in Russian, at night on a wide screen, in French.
import { axeFindsNothing } from './axe'

axeFindsNothing({ language: 'fr', colorScheme: 'dark', viewport: { width: 1440, height: 900 } }, 'even')
