// The permission table as it stands: a change of it is a change of this picture, to be read by whoever reviews it.
import { expect, it } from 'vitest'
import { ROLES } from '@roundtable/shared/permissions/roles'
import { WHO_MAY } from '@roundtable/shared/permissions/who-may'
import { COMMANDS, QUERIES } from '@roundtable/shared/wire/contracts'

it('the table is the one that was agreed', async () => {
  const width = Math.max(...Object.keys(WHO_MAY).map((name) => name.length)) + 2
  const lines = [['action'.padEnd(width), ...ROLES.map((role) => role.padEnd(12))], ...Object.entries(WHO_MAY).map(([name, { who }]) => [name.padEnd(width), ...ROLES.map((role) => who[role].padEnd(12))])]
  await expect(`${lines.map((line) => line.join('').trimEnd()).join('\n')}\n`).toMatchFileSnapshot('who-may.snapshot')
})

it('has a row for each command and query, and for joining and writing a text', () => {
  expect(Object.keys(WHO_MAY).sort()).toEqual([...Object.keys(COMMANDS), ...Object.keys(QUERIES), 'papers/join', 'papers/write'].sort())
})

it('lets no public reader change anything but ask for a link, open one, enter the demonstration, or stop a mail by the secret in it', () => {
  const open = Object.keys(COMMANDS).filter((name) => WHO_MAY[name as keyof typeof WHO_MAY].who.public !== 'no')
  expect(open).toEqual(['accounts/requestLink', 'accounts/openLink', 'accounts/enterAs', 'discussion/stopDigest'])
})

it('gives the operator no say in the substance', () => {
  // When one's own mail comes is no matter of the body's.
  const OWN = ['discussion/setDigest', 'discussion/stopDigest']
  const says = Object.keys(COMMANDS).filter((name) => !name.startsWith('accounts/') && WHO_MAY[name as keyof typeof WHO_MAY].who.operator !== 'no' && !OWN.includes(name))
  expect(says).toEqual([])
})
