// OpenAPI 3.1, made from the contracts.
import { z } from 'zod'
import { STATUS } from '@roundtable/shared/base/refusal'
import { COMMANDS, QUERIES } from '@roundtable/shared/wire/contracts'

const REFUSAL = {
  type: 'object', required: ['refused', 'sentence'], properties: {
    refused: { enum: Object.keys(STATUS) }, sentence: { type: 'string', description: 'in the reader’s language' }, params: { type: 'object' }, issues: { type: 'array', items: { type: 'string' } },
  },
}
const schema = (type: z.ZodType, io: 'input' | 'output') => {
  const { $schema: _, ...rest } = z.toJSONSchema(type, { io, unrepresentable: 'any', target: 'draft-2020-12' }) as Record<string, unknown>
  return rest
}
const answers = (answer: z.ZodType) => ({
  200: { description: 'accepted', content: { 'application/json': { schema: schema(answer, 'output') } } },
  default: { description: 'refused', content: { 'application/json': { schema: { $ref: '#/components/schemas/Refusal' } } } },
})

let made: object | undefined

export function openApi(): object {
  const paths: Record<string, object> = {}
  for (const [name, { input, answer, says, cookie }] of Object.entries(COMMANDS)) {
    const key = { name: 'Idempotency-Key', in: 'header', required: true, schema: { type: 'string', minLength: 8, maxLength: 80 }, description: 'one for each thing you mean to do; the same again has one effect' }
    paths[`/api/${name}`] = { post: { operationId: name.replace('/', '.'), tags: [name.split('/')[0]], summary: says, ...(cookie ? {} : { parameters: [key] }), requestBody: { required: true, content: { 'application/json': { schema: schema(input, 'input') } } }, responses: answers(answer) } }
  }
  for (const [name, { input, answer, says }] of Object.entries(QUERIES)) {
    const { properties = {}, required = [] } = schema(input, 'input') as { properties?: Record<string, object>; required?: string[] }
    const parameters = Object.entries(properties).map(([key, one]) => ({ name: key, in: 'query', required: required.includes(key), schema: one }))
    paths[`/api/${name}`] = { get: { operationId: name.replace('/', '.'), tags: [name.split('/')[0]], summary: says, parameters, responses: answers(answer) } }
  }
  return (made ??= {
    openapi: '3.1.0', info: { title: 'Roundtable', version: '1', description: 'Commands and queries of the one door. The same names serve on Socket.IO with an acknowledgement.' },
    paths, components: { schemas: { Refusal: REFUSAL }, securitySchemes: { session: { type: 'apiKey', in: 'cookie', name: 'roundtable' } } },
  })
}
