// The built client: its hashed files, its page for every screen of the application, and the stylesheet that public pages share with it.
import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { gzipSync } from 'node:zlib'
import express, { type RequestHandler, type Router } from 'express'

export interface BuiltClient { stylesheet?: string; /** the fonts of pages that speak Chinese */ chinese?: string; /** of pages that a script helps */ script?: string; files: Router; application: RequestHandler }

const ENTRY = 'src/ui/public.css'
const SCRIPT = 'src/survey/page/page.ts'
const CHINESE = 'src/ui/fonts-chinese.css'
const SQUEEZED = /^\/assets\/[\w.-]+\.(js|css|svg)$/

export function builtClient(folder: string): BuiltClient {
  const files = express.Router()
  const squeezed = new Map<string, Buffer>()
  // Names carry a hash of the content: a file under one name never changes, so it is squeezed once and kept by browsers for good.
  files.get(SQUEEZED, (request, response, next) => {
    if (!request.acceptsEncodings('gzip') || request.headers.range) return next()
    let bytes = squeezed.get(request.path)
    if (!bytes) {
      const file = join(folder, request.path)
      if (!existsSync(file)) return next()
      squeezed.set(request.path, (bytes = gzipSync(readFileSync(file))))
    }
    response.type(request.path.slice(request.path.lastIndexOf('.'))).set({ 'Content-Encoding': 'gzip', 'Cache-Control': 'public, max-age=31536000, immutable', 'Vary': 'Accept-Encoding' }).send(bytes)
  })
  files.use('/assets', express.static(join(folder, 'assets'), { index: false, immutable: true, maxAge: '1y', redirect: false, fallthrough: true }))
  files.use('/assets', (_request, response) => { response.status(404).set('Cache-Control', 'no-store').type('text').send('Not found\n') })
  files.use(express.static(folder, { index: false, maxAge: '1h', redirect: false, dotfiles: 'ignore', setHeaders: (response, path) => { if (path.endsWith('.html')) response.setHeader('Cache-Control', 'no-store') } }))
  const page = join(folder, 'index.html')
  return {
    stylesheet: builtIn(folder), chinese: builtIn(folder, CHINESE), script: builtIn(folder, SCRIPT), files,
    application: (_request, response, next) => {
      if (!existsSync(page)) return next()
      response.set('Cache-Control', 'no-store').type('html').send(readFileSync(page))
    },
  }
}

/** What the manifest calls a file of public pages; undefined while the client is not built. */
export function builtIn(folder: string, entry = ENTRY): string | undefined {
  const manifest = join(folder, '.vite/manifest.json')
  if (!existsSync(manifest)) return undefined
  const file = (JSON.parse(readFileSync(manifest, 'utf8')) as Record<string, { file?: string }>)[entry]?.file
  return file ? `/${file}` : undefined
}
