// Whether the database is there: one that says nothing for a while is away, whatever becomes of the question.
const PATIENCE = 3_000

export function answersSoon(asked: PromiseLike<unknown>, patience = PATIENCE): Promise<boolean> {
  return new Promise((say) => {
    const late = setTimeout(() => { say(false) }, patience)
    void asked.then(() => { say(true) }, () => { say(false) }).then(() => { clearTimeout(late) })
  })
}
