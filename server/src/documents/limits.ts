// Every bound of the live documents, in one place: bytes, times, counts.

export const LIMITS = {
  /** one WebSocket message; the library closes 1009 above it */
  message: 1024 * 1024,
  /** one update of a client; an editor splits a longer paste */
  update: 256 * 1024,
  /** … and the pieces of text it is made of; two thousand paragraphs pasted at once are some twelve thousand */
  structs: 20_000,
  /** a whole document as it is told */
  document: 10 * 1024 * 1024,
  /** growth after which its size is measured anew when it seems too large */
  unmeasured: 64 * 1024,
  /** what a connection may say before it is admitted and the document is loaded */
  queued: 64 * 1024,
  /** one row of the log; a longer backlog is stored in several */
  row: 1024 * 1024,
  /** committed updates that the server's own copy of a text may be behind */
  waiting: 50,
  /** what is read of a long text at once, to be compacted */
  piece: 256 * 1024,
  /** one statement of the committer */
  statement: 4 * 1024 * 1024,
  /** unstored bytes of a room above which its writers' sockets are paused */
  backlog: 1024 * 1024,
  /** unsent bytes of a connection above which it gets nothing more until it has drained */
  unsent: 1024 * 1024,
  /** a presence message; and the cursor in it */
  presence: 4 * 1024,
  /** readers of a paper above which nobody's cursor is told, and down to which it stays so: one who comes and goes makes no difference */
  cursors: 50, cursorsAgain: 45,
  /** a mark's value, an attribute's value */
  markValue: 4 * 1024,
  attributeValue: 500,
  /** client ids that one update may bring along: the earlier tabs of one person */
  newClients: 64,
  /** bytes of a state vector for each client that the text knows, and for those that it does not know yet */
  vectorEntry: 12, vectorOver: 1_000,
  /** receivers that are told in one go */
  atOnce: 50,
  /** clocks above this would lose precision */
  clock: 2 ** 40,
  /** malformed or forged messages until a connection is closed 1008 */
  offences: 10,
} as const

/** Milliseconds. */
export const TIMES = {
  /** the longest time from one tell of a room to the next, while its words are few, and what each receiver adds to it */
  tick: 16, tickPerReceiver: 0.032,
  /** so long the first word after a pause waits for others to go with it, and what each receiver adds to it */
  linger: 2, lingerPerReceiver: 0.004,
  admission: 15_000,
  /** a connection that does not drain */
  stale: 30_000,
  /** an act waits so long for the room */
  act: 10_000,
  /** presence is collected so long, of many so long for each who is told; an unchanged state is told again after `presenceAgain` */
  presence: 50, presencePerReceiver: 4, presenceAgain: 10_000,
  /** between two counts of a crowd */
  crowd: 1_000,
  /** something is said to everybody at least so often: editors hang up after 30 s of silence */
  keepAlive: 15_000,
  /** a room without connections is unloaded */
  idle: 5_000,
  /** sessions run out without a commit, so rights are asked again */
  rightsAgain: 300_000,
  retryFirst: 50, retryLongest: 1_000,
  /** a gate held by somebody's transaction */
  gateHeld: 5,
  /** above so many commits at a stretch they begin this far apart, many documents in each */
  commits: 40, commitEach: 5,
  /** rows of other servers that come out of order are waited for */
  gap: 20,
  /** what another server says of somebody's presence holds so long, unless it is said again */
  elsewhere: 40_000,
  drain: 5_000,
  sweep: 1_000,
} as const

/** Milliseconds of work for one person: all at once, and the share of the time after that. An editor's keystroke takes about a tenth of one. */
export const BUDGET = { most: 2_000, share: 0.2 } as const

/** Rows behind the snapshot: while the room lives, and when its last connection has left. */
export const COMPACT = {
  rows: 500, rowsAtLeave: 20,
  /** milliseconds for one document, and megabytes for the thread */
  patience: 30_000, memory: 1_024,
  /** milliseconds after a try that failed, doubled with each further one, and at most */
  again: 60_000, againLongest: 6 * 3_600_000,
} as const
