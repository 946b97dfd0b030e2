// The link in the daily mail of mentions: looking at it shows a page; its button, or a mail program's one click (RFC 8058), stops the mail.
import express, { type Request, type Router, type RequestHandler } from 'express'
import { askedBy } from '../gate/http'
import type { Runner } from '../gate/run'
import type { Config } from '../platform/config'
import type { Ports } from '../platform/ports'
import { html } from './html'
import type { Page } from './layout'
import type { View } from './view'

type MakePage = (make: (view: View, request: Request) => Promise<Page | undefined> | Page | undefined) => RequestHandler
const tokenOf = ({ params }: Request): string => String(params['token'])

export function digestPages(router: Router, page: MakePage, { runner, config, ports }: { runner: Runner; config: Config; ports: Ports }): void {
  const sheet = ({ say }: View, request: Request, says: string, button: boolean): Page => ({
    status: 200, path: request.path, title: say('threads.digest'), description: says,
    main: html`<div class="wrap page"><h1 class="title">${say('threads.digest')}</h1><p class="lead">${says}</p>${button ? html`<form method="post"><button class="btn btn--main" type="submit">${say('threads.digest.stop')}</button></form>` : html`<p><a class="btn" href="/">${say('ui.notFound.home')}</a></p>`}</div>`,
  })
  router.get('/mentions-by-mail/:token', page((view, request) => sheet(view, request, view.say('threads.digest.stop.says'), true)))
  // From a mail program there is neither a page nor a session: the secret in the address is all that counts, and all it can do is stop.
  router.post('/mentions-by-mail/:token', express.urlencoded({ extended: false, limit: '1kb' }), page(async (view, request) => {
    const token = tokenOf(request)
    const answer = await runner.command('discussion/stopDigest', { token }, ports.id(), { ...askedBy(request, config), token: undefined })
    return 'answer' in answer ? sheet(view, request, view.say('threads.digest.stopped'), false) : undefined
  }))
}
