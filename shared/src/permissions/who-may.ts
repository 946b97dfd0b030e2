// Who may do what: the one table. A missing cell does not compile; /who-may shows it; a test runs every cell through the gate.
import type { CommandName, QueryName } from '../wire/contracts'
import type { Grant } from './grants'
import { ROLES, type Role } from './roles'

/** Joining and writing a paper's live text are no commands: the upgrade to /documents passes these rows. */
export type Action = CommandName | QueryName | 'papers/join' | 'papers/write'
export interface Row { who: Record<Role, Grant> }

type Cells = [Grant, Grant, Grant, Grant, Grant, Grant, Grant, Grant, Grant, Grant]
const row = (...cells: Cells): Row => ({ who: Object.fromEntries(ROLES.map((role, index) => [role, cells[index]])) as Record<Role, Grant> })

export const WHO_MAY: Record<Action, Row> = {
  //                                 public  citizen  observer expert    delegate   rapporteur moderator chair  secretariat operator
  'accounts/requestLink':        row('yes',  'yes',   'yes',   'yes',    'yes',     'yes',     'yes',    'yes', 'yes',      'yes'),
  'accounts/openLink':           row('yes',  'yes',   'yes',   'yes',    'yes',     'yes',     'yes',    'yes', 'yes',      'yes'),
  'accounts/enterAs':            row('demo', 'demo',  'demo',  'demo',   'demo',    'demo',    'demo',   'demo', 'demo',    'demo'),
  'accounts/signOut':            row('no',   'yes',   'yes',   'yes',    'yes',     'yes',     'yes',    'yes', 'yes',      'yes'),
  'accounts/endSession':         row('no',   'self',  'self',  'self',   'self',    'self',    'self',   'self', 'self',    'self'),
  'accounts/setProfile':         row('no',   'yes',   'yes',   'yes',    'yes',     'yes',     'yes',    'yes', 'yes',      'yes'),
  'accounts/nameSecretariat':    row('no',   'no',    'no',    'no',     'no',      'no',      'no',     'no',  'no',       'yes'),
  'accounts/dismissSecretariat': row('no',   'no',    'no',    'no',     'no',      'no',      'no',     'no',  'no',       'yes'),
  'accounts/me':                 row('yes',  'yes',   'yes',   'yes',    'yes',     'yes',     'yes',    'yes', 'yes',      'yes'),
  'accounts/sessions':           row('no',   'yes',   'yes',   'yes',    'yes',     'yes',     'yes',    'yes', 'yes',      'yes'),
  'accounts/staff':              row('no',   'no',    'no',    'no',     'no',      'no',      'no',     'no',  'yes',      'yes'),
  'accounts/outbox':             row('demo', 'demo',  'demo',  'demo',   'demo',    'demo',    'demo',   'demo', 'demo',    'demo'),

  'bodies/foundBody':            row('no',   'no',    'no',    'no',     'no',      'no',      'no',     'no',  'yes',      'no'),
  'bodies/inviteDelegate':       row('no',   'no',    'head',  'head',   'head',    'no',      'no',     'no',  'yes',      'no'),
  'bodies/inviteOfficer':        row('no',   'no',    'no',    'no',     'no',      'no',      'no',     'yes', 'yes',      'no'),
  'bodies/revokeInvitation':     row('no',   'no',    'head',  'head',   'head',    'no',      'no',     'no',  'yes',      'no'),
  'bodies/releaseDelegate':      row('no',   'no',    'head',  'head',   'head',    'no',      'no',     'no',  'yes',      'no'),
  'bodies/releaseOfficer':       row('no',   'no',    'no',    'no',     'no',      'no',      'no',     'yes', 'yes',      'no'),
  'bodies/apply':                row('no',   'yes',   'yes',   'yes',    'yes',     'yes',     'yes',    'yes', 'no',       'no'),
  'bodies/object':               row('no',   'no',    'no',    'no',     'own',     'no',      'no',     'no',  'no',       'no'),
  'bodies/withdrawObjection':    row('no',   'no',    'no',    'no',     'own',     'no',      'no',     'no',  'no',       'no'),
  'bodies/verifyApplication':    row('no',   'no',    'no',    'no',     'no',      'no',      'no',     'no',  'yes',      'no'),
  'bodies/decideApplication':    row('no',   'no',    'no',    'no',     'no',      'no',      'no',     'yes', 'no',       'no'),
  'bodies/suspendSeat':          row('no',   'no',    'no',    'no',     'no',      'no',      'no',     'yes', 'no',       'no'),
  'bodies/restoreSeat':          row('no',   'no',    'no',    'no',     'no',      'no',      'no',     'yes', 'no',       'no'),
  'bodies/list':                 row('yes',  'yes',   'yes',   'yes',    'yes',     'yes',     'yes',    'yes', 'yes',      'yes'),
  'bodies/read':                 row('yes',  'yes',   'yes',   'yes',    'yes',     'yes',     'yes',    'yes', 'yes',      'yes'),
  'bodies/part':                 row('yes',  'yes',   'yes',   'yes',    'yes',     'yes',     'yes',    'yes', 'yes',      'yes'),
  'bodies/events':               row('yes',  'yes',   'yes',   'yes',    'yes',     'yes',     'yes',    'yes', 'yes',      'yes'),
  'bodies/follow':               row('yes',  'yes',   'yes',   'yes',    'yes',     'yes',     'yes',    'yes', 'yes',      'yes'),
  'bodies/invitations':          row('no',   'no',    'head',  'head',   'head',    'no',      'no',     'no',  'yes',      'no'),
  'bodies/exportRecord':         row('yes',  'yes',   'yes',   'yes',    'yes',     'yes',     'yes',    'yes', 'yes',      'yes'),

  'meetings/callMeeting':        row('no',   'no',    'no',    'no',     'no',      'no',      'no',     'yes', 'yes',      'no'),
  'meetings/changeMeeting':      row('no',   'no',    'no',    'no',     'no',      'no',      'no',     'yes', 'yes',      'no'),
  'meetings/cancelMeeting':      row('no',   'no',    'no',    'no',     'no',      'no',      'no',     'yes', 'yes',      'no'),
  'meetings/setAgenda':          row('no',   'no',    'no',    'no',     'no',      'no',      'no',     'yes', 'yes',      'no'),
  'meetings/openMeeting':        row('no',   'no',    'no',    'no',     'no',      'no',      'instr',  'yes', 'instr',    'no'),
  'meetings/suspendMeeting':     row('no',   'no',    'no',    'no',     'no',      'no',      'instr',  'yes', 'instr',    'no'),
  'meetings/resumeMeeting':      row('no',   'no',    'no',    'no',     'no',      'no',      'instr',  'yes', 'instr',    'no'),
  'meetings/closeMeeting':       row('no',   'no',    'no',    'no',     'no',      'no',      'instr',  'yes', 'instr',    'no'),
  'meetings/moveToItem':         row('no',   'no',    'no',    'no',     'no',      'no',      'instr',  'yes', 'instr',    'no'),
  'meetings/attend':             row('no',   'no',    'own',   'own',    'own',     'no',      'no',     'no',  'no',       'no'),
  'meetings/checkIn':            row('no',   'no',    'no',    'no',     'no',      'no',      'no',     'no',  'yes',      'no'),
  'meetings/checkOut':           row('no',   'no',    'no',    'no',     'no',      'no',      'no',     'no',  'yes',      'no'),
  'meetings/list':               row('yes',  'yes',   'yes',   'yes',    'yes',     'yes',     'yes',    'yes', 'yes',      'yes'),
  'meetings/read':              row('yes',  'yes',   'yes',   'yes',    'yes',     'yes',     'yes',    'yes', 'yes',      'yes'),
  'meetings/attendance':         row('no',   'no',    'yes',   'yes',    'yes',     'yes',     'yes',    'yes', 'yes',      'no'),
  'meetings/calendar':           row('yes',  'yes',   'yes',   'yes',    'yes',     'yes',     'yes',    'yes', 'yes',      'yes'),

  'papers/makePaper':            row('no',   'no',    'no',    'no',     'no',      'no',      'no',     'yes', 'yes',      'no'),
  'papers/appointDrafters':      row('no',   'no',    'no',    'no',     'no',      'no',      'no',     'yes', 'instr',    'no'),
  'papers/circulate':            row('no',   'no',    'no',    'no',     'no',      'no',      'no',     'yes', 'yes',      'no'),
  'papers/citeFigure':           row('no',   'no',    'no',    'drafter', 'drafter', 'yes',    'no',     'yes', 'instr',    'no'),
  'papers/adopt':                row('no',   'no',    'no',    'no',     'no',      'no',      'no',     'yes', 'no',       'no'),
  'papers/list':                 row('no',   'no',    'yes',   'yes',    'yes',     'yes',     'yes',    'yes', 'yes',      'no'),
  'papers/read':                 row('no',   'no',    'yes',   'yes',    'yes',     'yes',     'yes',    'yes', 'yes',      'no'),
  'papers/text':                 row('no',   'no',    'yes',   'yes',    'yes',     'yes',     'yes',    'yes', 'yes',      'no'),
  'papers/join':                 row('no',   'no',    'yes',   'yes',    'yes',     'yes',     'yes',    'yes', 'yes',      'no'),
  'papers/write':                row('no',   'no',    'no',    'drafter', 'drafter', 'yes',    'no',     'yes', 'instr',    'no'),

  'discussion/openThread':      row('no',   'no',    'yes',   'yes',    'yes',     'yes',     'yes',    'yes', 'yes',      'no'),
  'discussion/reply':           row('no',   'no',    'yes',   'yes',    'yes',     'yes',     'yes',    'yes', 'yes',      'no'),
  'discussion/editPost':        row('no',   'no',    'self',  'self',   'self',    'self',    'self',   'self', 'self',    'no'),
  'discussion/deletePost':      row('no',   'no',    'self',  'self',   'self',    'self',    'self',   'self', 'self',    'no'),
  'discussion/hidePost':        row('no',   'no',    'no',    'no',     'no',      'no',      'yes',    'yes', 'yes',      'no'),
  'discussion/showPost':        row('no',   'no',    'no',    'no',     'no',      'no',      'yes',    'yes', 'yes',      'no'),
  'discussion/lockThread':      row('no',   'no',    'no',    'no',     'no',      'no',      'yes',    'yes', 'yes',      'no'),
  'discussion/unlockThread':    row('no',   'no',    'no',    'no',     'no',      'no',      'yes',    'yes', 'yes',      'no'),
  'discussion/markRead':        row('no',   'no',    'yes',   'yes',    'yes',     'yes',     'yes',    'yes', 'yes',      'no'),
  'discussion/setDigest':       row('no',   'yes',   'yes',   'yes',    'yes',     'yes',     'yes',    'yes', 'yes',      'yes'),
  'discussion/stopDigest':      row('yes',  'yes',   'yes',   'yes',    'yes',     'yes',     'yes',    'yes', 'yes',      'yes'),
  'discussion/thread':          row('no',   'no',    'yes',   'yes',    'yes',     'yes',     'yes',    'yes', 'yes',      'no'),
  'discussion/threads':         row('no',   'no',    'yes',   'yes',    'yes',     'yes',     'yes',    'yes', 'yes',      'no'),
  'discussion/history':         row('no',   'no',    'yes',   'yes',    'yes',     'yes',     'yes',    'yes', 'yes',      'no'),
  'discussion/search':          row('no',   'yes',   'yes',   'yes',    'yes',     'yes',     'yes',    'yes', 'yes',      'yes'),
  'discussion/mentions':        row('no',   'yes',   'yes',   'yes',    'yes',     'yes',     'yes',    'yes', 'yes',      'yes'),
  'discussion/digest':          row('no',   'yes',   'yes',   'yes',    'yes',     'yes',     'yes',    'yes', 'yes',      'yes'),

  'survey/tryEdition':          row('no',   'no',    'no',    'no',     'no',      'no',      'no',     'no',  'yes',      'no'),
  'survey/importEdition':        row('no',   'no',    'no',    'no',     'no',      'no',      'no',     'no',  'yes',      'no'),
  'survey/editions':             row('yes',  'yes',   'yes',   'yes',    'yes',     'yes',     'yes',    'yes', 'yes',      'yes'),
  'survey/figure':               row('yes',  'yes',   'yes',   'yes',    'yes',     'yes',     'yes',    'yes', 'yes',      'yes'),
  'survey/figures':              row('yes',  'yes',   'yes',   'yes',    'yes',     'yes',     'yes',    'yes', 'yes',      'yes'),

  'outcomes/publish':            row('no',   'no',    'no',    'no',     'no',      'no',      'no',     'no',  'yes',      'no'),
  'outcomes/forward':            row('no',   'no',    'no',    'no',     'no',      'no',      'no',     'yes', 'instr',    'no'),
  'outcomes/takeUp':             row('no',   'no',    'no',    'no',     'no',      'no',      'no',     'yes', 'yes',      'no'),
  'outcomes/takeNote':           row('no',   'no',    'no',    'no',     'no',      'no',      'no',     'yes', 'instr',    'no'),
  'outcomes/list':               row('yes',  'yes',   'yes',   'yes',    'yes',     'yes',     'yes',    'yes', 'yes',      'yes'),
  'outcomes/read':               row('yes',  'yes',   'yes',   'yes',    'yes',     'yes',     'yes',    'yes', 'yes',      'yes'),
  'outcomes/destinations':       row('no',   'no',    'no',    'no',     'no',      'no',      'no',     'yes', 'yes',      'no'),
  'outcomes/nextSymbol':         row('no',   'no',    'no',    'no',     'no',      'no',      'no',     'no',  'yes',      'no'),
}
