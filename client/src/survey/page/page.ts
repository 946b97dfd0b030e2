// The script of the Survey's public pages: it repaints the explorer where it stands, leads through the map by keys, and makes pictures. Pages are complete without it.
import { leadByKeys } from './keys'
import { offerPictures } from './picture'
import { repaintInPlace } from './repaint'

const explorer = document.querySelector<HTMLElement>('.explorer[data-view]')
if (explorer) repaintInPlace(explorer, () => { leadByKeys(explorer); offerPictures(explorer) })
leadByKeys(document.body)
offerPictures(document.body)
