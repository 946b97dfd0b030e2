// Joins the letters of the domains: a new domain that writes letters adds its line here.
import { accountsLetters } from '../accounts/letters'
import { discussionLetters } from '../discussion/discussion.letters'
import { meetingsLetters } from '../meetings/meetings.letters'
import { outcomesLetters } from '../outcomes/outcomes.letters'
import type { Letters } from '../platform/letters'

export const LETTERS: Letters = { ...accountsLetters, ...meetingsLetters, ...discussionLetters, ...outcomesLetters }
