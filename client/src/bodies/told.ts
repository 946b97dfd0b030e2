// What of a body's record is said aloud to those who listen to the page: a sentence for what changes the table.
import type { WordKey } from '@roundtable/shared/words/words'
import { announce } from '../announce'
import type { BodyFollow } from '../wire/body'
import { sayNow } from '../words'

const TOLD: Partial<Record<string, WordKey>> = {
  officerNamed: 'bodies.told.officerNamed', delegateSeated: 'bodies.told.delegateSeated', seatSuspended: 'bodies.told.seatSuspended', seatRestored: 'bodies.told.seatRestored',
  applicationMade: 'bodies.told.applicationMade', applicationAdmitted: 'bodies.told.applicationAdmitted', objectionRaised: 'bodies.told.objectionRaised',
  paperMade: 'bodies.told.paperMade', draftersAppointed: 'bodies.told.draftersAppointed', paperCirculated: 'bodies.told.paperCirculated',
  paperAdopted: 'bodies.told.paperAdopted', outcomePublished: 'bodies.told.outcomePublished',
  outcomeForwarded: 'bodies.told.outcomeForwarded', textReceived: 'bodies.told.textReceived', fateLearned: 'bodies.told.fateLearned',
}

export function announceEvents(follow: BodyFollow): void {
  follow.onEvent((event) => {
    const key = TOLD[event.type]
    if (key) announce(sayNow(key))
  })
}
