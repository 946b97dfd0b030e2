// The few lucide icons in use (ISC licence), taken apart at start so that no markup is ever injected as a string.
import arrowDown from 'lucide-static/icons/arrow-down.svg?raw'
import arrowRight from 'lucide-static/icons/arrow-right.svg?raw'
import arrowUp from 'lucide-static/icons/arrow-up.svg?raw'
import bell from 'lucide-static/icons/bell.svg?raw'
import bellOff from 'lucide-static/icons/bell-off.svg?raw'
import check from 'lucide-static/icons/check.svg?raw'
import calendarDays from 'lucide-static/icons/calendar-days.svg?raw'
import chevronDown from 'lucide-static/icons/chevron-down.svg?raw'
import copy from 'lucide-static/icons/copy.svg?raw'
import download from 'lucide-static/icons/download.svg?raw'
import ellipsis from 'lucide-static/icons/ellipsis.svg?raw'
import fileText from 'lucide-static/icons/file-text.svg?raw'
import gavel from 'lucide-static/icons/gavel.svg?raw'
import globe from 'lucide-static/icons/globe.svg?raw'
import hand from 'lucide-static/icons/hand.svg?raw'
import info from 'lucide-static/icons/info.svg?raw'
import languages from 'lucide-static/icons/languages.svg?raw'
import link from 'lucide-static/icons/link.svg?raw'
import listOrdered from 'lucide-static/icons/list-ordered.svg?raw'
import lock from 'lucide-static/icons/lock.svg?raw'
import logOut from 'lucide-static/icons/log-out.svg?raw'
import mail from 'lucide-static/icons/mail.svg?raw'
import messageSquare from 'lucide-static/icons/message-square.svg?raw'
import minus from 'lucide-static/icons/minus.svg?raw'
import monitor from 'lucide-static/icons/monitor.svg?raw'
import plus from 'lucide-static/icons/plus.svg?raw'
import printer from 'lucide-static/icons/printer.svg?raw'
import quote from 'lucide-static/icons/quote.svg?raw'
import search from 'lucide-static/icons/search.svg?raw'
import sunMoon from 'lucide-static/icons/sun-moon.svg?raw'
import triangleAlert from 'lucide-static/icons/triangle-alert.svg?raw'
import user from 'lucide-static/icons/user.svg?raw'
import users from 'lucide-static/icons/users.svg?raw'
import wifiOff from 'lucide-static/icons/wifi-off.svg?raw'
import x from 'lucide-static/icons/x.svg?raw'

export interface IconPart { tag: string; attributes: Record<string, string> }

function partsOf(svg: string): IconPart[] {
  const inner = svg.slice(svg.indexOf('>', svg.indexOf('<svg')) + 1)
  return [...inner.matchAll(/<(path|circle|rect|line|polyline|polygon|ellipse)\s([^>]*?)\/>/g)].map(([, tag, attributes]) => ({
    tag: tag!,
    attributes: Object.fromEntries([...attributes!.matchAll(/([\w-]+)="([^"]*)"/g)].map(([, name, value]) => [name, value])),
  }))
}

const RAW = {
  'arrow-down': arrowDown, 'arrow-right': arrowRight, 'arrow-up': arrowUp, bell, 'bell-off': bellOff, 'calendar-days': calendarDays, check, 'chevron-down': chevronDown, copy, download, ellipsis, 'file-text': fileText, gavel, globe,
  hand, info, languages, link, 'list-ordered': listOrdered, lock, 'log-out': logOut, mail, 'message-square': messageSquare, minus, monitor, plus, printer, quote, search, 'sun-moon': sunMoon, 'triangle-alert': triangleAlert,
  user, users, 'wifi-off': wifiOff, x,
}
export type IconName = keyof typeof RAW
export const ICON_NAMES = Object.keys(RAW) as IconName[]
export const ICONS = Object.fromEntries(Object.entries(RAW).map(([name, svg]) => [name, partsOf(svg)])) as Record<IconName, IconPart[]>

/** Icons that point along the line of reading turn round in right-to-left text; clocks, checks and the gavel never do. */
export const TURNS: readonly IconName[] = ['arrow-right', 'log-out', 'file-text', 'list-ordered', 'quote']
