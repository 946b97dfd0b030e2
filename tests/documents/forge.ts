// Bytes of an update by hand, for what no editor ever writes: sections of [client, clock, structs], then deletes of [client, clock, length].
import * as encoding from 'lib0/encoding'

export type Struct = (encoder: encoding.Encoder) => void
export type Id = [client: number, clock: number]

export function forge(sections: [client: number, clock: number, ...structs: Struct[]][], deletes: [client: number, clock: number, length: number][] = []): Uint8Array {
  return encoding.encode((encoder) => {
    encoding.writeVarUint(encoder, sections.length)
    for (const [client, clock, ...structs] of sections) {
      encoding.writeVarUint(encoder, structs.length)
      encoding.writeVarUint(encoder, client)
      encoding.writeVarUint(encoder, clock)
      for (const struct of structs) struct(encoder)
    }
    encoding.writeVarUint(encoder, deletes.length)
    for (const [client, clock, length] of deletes) for (const value of [client, 1, clock, length]) encoding.writeVarUint(encoder, value)
  })
}

export const gc = (length: number): Struct => (encoder) => { encoding.writeUint8(encoder, 0); encoding.writeVarUint(encoder, length) }
export const skip = (length: number): Struct => (encoder) => { encoding.writeUint8(encoder, 10); encoding.writeVarUint(encoder, length) }

interface Content { ref: number; write: Struct }
export const words = (text: string): Content => ({ ref: 4, write: (encoder) => { encoding.writeVarString(encoder, text) } })
export const removed = (length: number): Content => ({ ref: 1, write: (encoder) => { encoding.writeVarUint(encoder, length) } })
export const anything = (...values: encoding.AnyEncodable[]): Content => ({ ref: 8, write: (encoder) => { encoding.writeVarUint(encoder, values.length); for (const value of values) encoding.writeAny(encoder, value) } })
export const mark = (name: string, json: string): Content => ({ ref: 6, write: (encoder) => { encoding.writeVarString(encoder, name); encoding.writeVarString(encoder, json) } })
export const element = (name: string): Content => ({ ref: 7, write: (encoder) => { encoding.writeVarUint(encoder, 3); encoding.writeVarString(encoder, name) } })
/** 0 a list, 1 a map, 2 a plain text, 4 a fragment, 6 a text of a paragraph */
export const typed = (kind: 0 | 1 | 2 | 4 | 6): Content => ({ ref: 7, write: (encoder) => { encoding.writeVarUint(encoder, kind) } })

/** An item says where it stands by its neighbours, or, without any, by its parent (a root's name or an id) and a key. */
export const item = (content: Content, at: { left?: Id; right?: Id; parent?: string | Id; key?: string }): Struct => (encoder) => {
  const { left, right, parent, key } = at
  encoding.writeUint8(encoder, content.ref | (left ? 128 : 0) | (right ? 64 : 0) | (key === undefined ? 0 : 32))
  for (const id of [left, right]) if (id) for (const value of id) encoding.writeVarUint(encoder, value)
  if (!left && !right) {
    encoding.writeVarUint(encoder, typeof parent === 'string' ? 1 : 0)
    if (typeof parent === 'string') encoding.writeVarString(encoder, parent)
    else for (const value of parent!) encoding.writeVarUint(encoder, value)
    if (key !== undefined) encoding.writeVarString(encoder, key)
  }
  content.write(encoder)
}
