// A text has come: to the chair of the roundtable and the secretariat, what, from whom, and where it waits (OUT-12).
import type { BodyRef } from '@roundtable/shared/bodies/bodies.contract'
import { fullNameIn } from '@roundtable/shared/bodies/full-name'
import type { z } from 'zod'
import type { Letters } from '../platform/letters'

export const outcomesLetters: Letters = {
  'text-arrived': ({ say, language, params, origin }) => {
    const full = (ref: string | undefined) => fullNameIn(say, language, JSON.parse(ref ?? '') as z.infer<typeof BodyRef>)
    const { name = '', symbol = '', title = '', table = '', arrival = '' } = params
    return { subject: say('outcomes.mail.arrived.subject'), text: say('outcomes.mail.arrived.text', { name, symbol, title, from: full(params['from']), to: full(params['to']), link: `${origin}/table/${table}#arrival-${arrival}` }) }
  },
}
