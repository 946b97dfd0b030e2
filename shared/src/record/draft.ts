// An event as `decide` gives it: what happened to which aggregate; number, time and author are added when it is recorded.
export interface Draft { type: string; aggregate: { kind: string; id: string }; payload: unknown }

/** `draft('seat', id)('seatSuspended', {...})`. */
export const draft = (kind: string, id: string) => (type: string, payload: unknown): Draft => ({ type, aggregate: { kind, id }, payload })
