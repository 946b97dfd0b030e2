// The greeting of a line: what is asked with it is answered once, what was asked of a line that is gone is broken off, and a line that is gone is not greeted.
import { expect, test, vi } from 'vitest'
import { Unreachable } from '../../client/src/wire/answer'
import { Greeting } from '../../client/src/wire/greeting'

test('the answer to each body is its own', async () => {
  const [greeting, greet] = [new Greeting(), vi.fn()]
  await greeting.say([Promise.resolve({ body: 'a', after: 3 }), Promise.resolve({ body: 'b' })], greet)
  expect(greet).toHaveBeenCalledExactlyOnceWith({ follows: [{ body: 'a', after: 3 }, { body: 'b' }] })
  greeting.answered('b', { seq: 7 })
  greeting.answered('c', { seq: 9 })
  greeting.giveUp()
  await expect(greeting.answerOf('b')).resolves.toEqual({ seq: 7 })
  await expect(greeting.answerOf('a')).rejects.toBeInstanceOf(Unreachable)
  expect(greeting.answerOf('c')).toBeUndefined()
})

test('a line that went while it was asked what to say is not greeted, and nothing is awaited of it', async () => {
  const [greeting, greet] = [new Greeting(), vi.fn()]
  let know: (ask: { body: string }) => void = () => undefined
  const said = greeting.say([new Promise((done) => { know = done })], greet)
  greeting.gone()
  know({ body: 'a' })
  await said
  expect(greet).not.toHaveBeenCalled()
  await greeting.say([Promise.resolve({ body: 'a' })], greet)
  const answer = greeting.answerOf('a')!
  greeting.gone()
  await expect(answer).rejects.toBeInstanceOf(Unreachable)
  expect(greeting.answerOf('a')).toBeUndefined()
})
