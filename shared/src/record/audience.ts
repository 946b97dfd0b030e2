// Who sees what of a body's record: three circles, each within the next.

/** `public`: everybody · `table`: who holds a role in the body · `secretariat`: who serves it. */
export const AUDIENCES = ['public', 'table', 'secretariat'] as const
export type Audience = (typeof AUDIENCES)[number]

export const sees = (viewer: Audience, needed: Audience): boolean => AUDIENCES.indexOf(viewer) >= AUDIENCES.indexOf(needed)
