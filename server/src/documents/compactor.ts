// One thread for the compaction of all documents, one after the other, each within its time; a thread that takes longer is ended.
import { Worker } from 'node:worker_threads'
import type { Built, FromWorker, ToWorker } from './compaction.worker'
import type { Store } from './documents.db'
import { COMPACT } from './limits'

export class Compactor {
  private worker: Worker | undefined
  private turn: Promise<unknown> = Promise.resolve()
  private stopped = false

  /** `file`: the built worker */
  constructor(private readonly file: string, private readonly store: Pick<Store, 'pieces'>) {}

  /** The text of a document up to `seq`, as a snapshot. Rejects when it takes too long, when it can't be built, and at the end. */
  build(document: string, seq: number): Promise<Built> {
    const mine = this.turn.then(() => this.within(document, seq))
    this.turn = mine.catch(() => undefined)
    return mine
  }

  async stop(): Promise<void> {
    this.stopped = true
    await this.end()
  }

  private async within(document: string, seq: number): Promise<Built> {
    if (this.stopped) throw new Error('the server ends')
    const worker = (this.worker ??= this.begin())
    let timer: NodeJS.Timeout | undefined
    const late = new Promise<never>((_done, fail) => { timer = setTimeout(() => { fail(new Error(`it took longer than ${COMPACT.patience} ms`)) }, COMPACT.patience) })
    let over = (_error?: unknown) => {}
    const gone = new Promise<never>((_done, fail) => { over = (error) => { fail(error instanceof Error ? error : new Error('its thread ended')) } })
    worker.once('error', over).once('exit', over)
    try {
      return await Promise.race([this.ask(worker, document, seq), late, gone])
    } catch (error) {
      // Whatever it is doing, the next document gets a thread that does nothing else.
      await this.end()
      throw error
    } finally {
      clearTimeout(timer)
      worker.off('error', over).off('exit', over)
    }
  }

  private async ask(worker: Worker, document: string, seq: number): Promise<Built> {
    const say = (said: ToWorker) => { worker.postMessage(said) }
    for await (const piece of this.store.pieces(document, seq)) say(piece)
    const { built, why } = await new Promise<FromWorker>((heard) => { worker.once('message', heard); say('build') })
    if (!built) throw new Error(why)
    return built
  }

  private begin(): Worker {
    const worker = new Worker(this.file, { resourceLimits: { maxOldGenerationSizeMb: COMPACT.memory } })
    worker.unref()
    // An error without a listener would end the process.
    worker.on('error', () => undefined).once('exit', () => { if (this.worker === worker) this.worker = undefined })
    return worker
  }

  private async end(): Promise<void> {
    const { worker } = this
    this.worker = undefined
    await worker?.terminate()
  }
}
