// Readers on other servers: each says of its own how many of each delegation there are, nobody by name, and is forgotten when it falls silent.
import type { CrowdPart } from './frame'
import { TIMES } from './limits'

/** Who is there by delegation, '' for those without one; one person in two windows is there once. */
export type ByDelegation = Map<string, { group?: string; people: Set<string> }>
export function join(by: ByDelegation, person: string, { delegation = '', group }: { delegation?: string; group?: string }): void {
  const known = by.get(delegation)
  if (known) known.people.add(person)
  else by.set(delegation, { ...(group ? { group } : {}), people: new Set([person]) })
}
const partOf = (delegation: string, group: string | undefined, people: number): CrowdPart => ({ delegation, ...(group ? { group } : {}), people })
export const partsOf = (by: ByDelegation): CrowdPart[] => [...by].map(([delegation, { group, people }]) => partOf(delegation, group, people.size))

export class Elsewhere {
  /** on all of them */
  readers = 0
  private readonly servers = new Map<string, { here: readonly CrowdPart[]; heardAt: number }>()
  private unsaid = false
  private said: { nobody: boolean; at: number } = { nobody: true, at: -Infinity }

  constructor(private readonly now: () => number) {}

  /** What a server says of its own. Answers whether that is news. */
  learn(server: string, here: readonly CrowdPart[]): boolean {
    const before = this.servers.get(server)?.here ?? []
    if (here.length > 0) this.servers.set(server, { here, heardAt: this.now() })
    else this.servers.delete(server)
    this.count()
    return JSON.stringify(before) !== JSON.stringify(here)
  }

  /** A server that is gone says no goodbye. Answers whether one was forgotten. */
  forget(): boolean {
    const silent = [...this.servers].filter(([, { heardAt }]) => this.now() - heardAt >= TIMES.elsewhere)
    for (const [server] of silent) this.servers.delete(server)
    this.count()
    return silent.length > 0
  }

  private count(): void { this.readers = this.parts().reduce((sum, { people }) => sum + people, 0) }
  private parts(): CrowdPart[] { return [...this.servers.values()].flatMap(({ here }) => here) }

  /** All together. `cursors`: those elsewhere whose cursors are known; who is here too counts once, and without a cursor once on each server. */
  sum(here: ByDelegation, cursors: ByDelegation): CrowdPart[] {
    const counted = new Map<string, CrowdPart>()
    for (const { delegation, group, people } of this.parts()) counted.set(delegation, partOf(delegation, group, people + (counted.get(delegation)?.people ?? 0)))
    return [...new Set([...here.keys(), ...cursors.keys(), ...counted.keys()])].map((delegation) => {
      const [own, there, count] = [here.get(delegation), cursors.get(delegation), counted.get(delegation)]
      const both = [...there?.people ?? []].filter((person) => own?.people.has(person)).length
      return partOf(delegation, (own ?? there ?? count)?.group, (own?.people.size ?? 0) + Math.max(there?.people.size ?? 0, count?.people ?? 0) - both)
    })
  }

  /** Ours are to be said: somebody came or went, or another server asks. */
  stir(): void { this.unsaid = true }

  /** Ours, if they are to be said now: asked once in a second. They are said again before others forget them. */
  toSay(ours: () => CrowdPart[]): CrowdPart[] | undefined {
    const again = !this.said.nobody && this.now() - this.said.at >= TIMES.keepAlive
    if (!this.unsaid && !again) return undefined
    this.unsaid = false
    const here = ours()
    if (here.length === 0 && this.said.nobody) return undefined
    this.said = { nobody: here.length === 0, at: this.now() }
    return here
  }
}
