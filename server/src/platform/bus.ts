// News between several servers on one database. Any of it may be lost or late: whoever must be sure looks into the database.

export interface Bus {
  /** Said to all other servers, and to none of them for certain. */
  publish(channel: string, news: Uint8Array): void
  /** Resolves when it listens; the answer ends it. Own news is not heard. */
  subscribe(channel: string, hear: (news: Uint8Array) => void): Promise<() => void>
}
