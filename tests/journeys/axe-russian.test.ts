// Half of the screens, the other half is looked at in French, by day on a tablet, in Russian.
import { axeFindsNothing } from './axe'

axeFindsNothing({ language: 'ru', colorScheme: 'light', viewport: { width: 820, height: 1180 } }, 'odd')
