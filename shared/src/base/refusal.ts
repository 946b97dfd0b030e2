// Expected refusals are values: an id, a status, and a sentence in every language (words/, key `refusal.<id>`).

/** HTTP status of each refusal: 400 malformed, 401 who are you, 403 not you, 404 unknown (also: not for you to know), 409 not now, 413 too large, 429 too often. */
export const STATUS = {
  'malformed': 400, 'unknown-command': 404, 'unknown': 404, 'not-json': 400, 'too-large': 413, 'foreign-origin': 403, 'too-often': 429,
  'not-signed-in': 401, 'not-you': 403, 'instruction-missing': 403, 'http-only': 400,
  'key-missing': 400, 'key-reused': 409, 'unavailable': 503,
  'link-unknown': 404, 'link-used': 409, 'link-expired': 409, 'not-demonstration': 404, 'already-secretariat': 409, 'not-secretariat': 409,
  'barred-pair': 409, 'body-exists': 409, 'consortium-state': 400, 'symbol-base-taken': 409, 'seat-taken': 409, 'already-delegate': 409, 'not-delegate': 409, 'already-officer': 409, 'not-officer': 409,
  'state-missing': 400, 'seat-not-seated': 409, 'seat-not-suspended': 409, 'application-open': 409, 'application-closed': 409, 'period-over': 409, 'period-running': 409,
  'already-objected': 409, 'not-objected': 409, 'already-verified': 409,
  'observer-cannot-draft': 409, 'paper-not-draft': 409, 'paper-closed': 409, 'paper-empty': 409, 'text-moved': 409, 'paper-not-adopted': 409, 'already-published': 409,
  'no-roundtable': 400, 'not-its-region': 409, 'already-forwarded': 409, 'already-settled': 409, 'text-damaged': 409, 'symbol-taken': 409, 'symbol-not-of-series': 400, 'edition-unknown': 404, 'indicator-unknown': 400, 'state-unknown': 400, 'area-unknown': 400, 'states-too-many': 400, 'edition-refused': 400, 'edition-same': 409, 'edition-changed': 409,
  'text-lost': 409, 'version-unknown': 404, 'version-named': 409, 'text-same': 409,
  'time-never-comes': 400, 'meeting-past': 400, 'meeting-far': 400, 'meeting-nowhere': 400, 'meeting-not-called': 409, 'meeting-moved': 409, 'meeting-over': 409, 'meeting-already-open': 409,
  'meeting-early': 409, 'meeting-not-open': 409, 'meeting-not-suspended': 409, 'meeting-in-room': 409, 'item-taken': 409, 'item-has-files': 409, 'too-many-files': 409, 'already-attached': 409, 'already-withdrawn': 409, 'file-too-large': 413, 'file-kind': 400, 'file-unsafe': 400, 'already-attending': 409, 'not-attending': 409,
  'thread-locked': 409, 'thread-not-locked': 409, 'post-deleted': 409, 'post-hidden': 409, 'post-not-hidden': 409, 'edit-over': 409, 'quote-lost': 409,
} as const satisfies Record<string, number>

export type RefusalId = keyof typeof STATUS
export type RefusalParams = Record<string, string | number>
export interface Refusal { refused: RefusalId; params?: RefusalParams }

export const refuse = (refused: RefusalId, params?: RefusalParams): Refusal => (params ? { refused, params } : { refused })
export const isRefusal = (value: unknown): value is Refusal => typeof value === 'object' && value !== null && 'refused' in value
