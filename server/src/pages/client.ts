// The built client: its hashed files, its page for every screen of the application, and the stylesheet that public pages share with it.
import { existsSync, readFileSync, statSync } from 'node:fs'
import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { brotliCompress, constants, gzip } from 'node:zlib'
import express, { type Router } from 'express'

export interface BuiltClient { stylesheet?: string; /** the fonts of pages that speak Chinese */ chinese?: string; /** of pages that a script helps */ script?: string; files: Router; /** the page of every screen; undefined while it is not built */ page(): string | undefined; /** which build it is; empty while it is not built */ build(): string }

const ENTRY = 'src/ui/public.css'
const SCRIPT = 'src/survey/page/page.ts'
const CHINESE = 'src/ui/fonts-chinese.css'
const SQUEEZED = /^\/assets\/[\w.-]+\.(js|css|svg)$/

export function builtClient(folder: string): BuiltClient {
  const files = express.Router()
  const squeezed = new Map<string, Promise<Buffer>>()
  const best = (bytes: Buffer) => promisify(brotliCompress)(bytes, { params: { [constants.BROTLI_PARAM_QUALITY]: 11, [constants.BROTLI_PARAM_SIZE_HINT]: bytes.length } })
  // Names carry a hash of the content: a file under one name never changes, so it is squeezed once and kept by browsers for good.
  files.get(SQUEEZED, async (request, response, next) => {
    const how = request.headers.range ? undefined : ['br', 'gzip'].find((one) => request.acceptsEncodings(one))
    if (!how) return next()
    let bytes = squeezed.get(`${how} ${request.path}`)
    if (!bytes) {
      const file = join(folder, request.path)
      if (!existsSync(file)) return next()
      squeezed.set(`${how} ${request.path}`, (bytes = readFile(file).then((raw) => (how === 'br' ? best(raw) : promisify(gzip)(raw)))))
    }
    response.type(request.path.slice(request.path.lastIndexOf('.'))).set({ 'Content-Encoding': how, 'Cache-Control': 'public, max-age=31536000, immutable', 'Vary': 'Accept-Encoding' }).send(await bytes)
  })
  files.use('/assets', express.static(join(folder, 'assets'), { index: false, immutable: true, maxAge: '1y', redirect: false, fallthrough: true }))
  files.use('/assets', (_request, response) => { response.status(404).set('Cache-Control', 'no-store').type('text').send('Not found\n') })
  files.use(express.static(folder, { index: false, maxAge: '1h', redirect: false, dotfiles: 'ignore', setHeaders: (response, path) => { if (path.endsWith('.html')) response.setHeader('Cache-Control', 'no-store'); else if (path.endsWith('worker.js')) response.setHeader('Cache-Control', 'no-cache') } }))
  const page = builtPage(folder)
  return { stylesheet: builtIn(folder), chinese: builtIn(folder, CHINESE), script: builtIn(folder, SCRIPT), files, page: () => page()?.text, build: () => page()?.build ?? '' }
}

/** The application's page, read anew when it has changed. */
export function builtPage(folder: string): () => { text: string; build: string } | undefined {
  const file = join(folder, 'index.html')
  let had: { text: string; build: string; changed: number } | undefined
  return () => {
    const changed = statSync(file, { throwIfNoEntry: false })?.mtimeMs
    if (changed === undefined) return undefined
    if (had?.changed === changed) return had
    const text = readFileSync(file, 'utf8')
    return (had = { text, build: /<meta name="build" content="([0-9a-f]+)">/.exec(text)?.[1] ?? '', changed })
  }
}

/** What the manifest calls a file of public pages; undefined while the client is not built. */
export function builtIn(folder: string, entry = ENTRY): string | undefined {
  const manifest = join(folder, '.vite/manifest.json')
  if (!existsSync(manifest)) return undefined
  const file = (JSON.parse(readFileSync(manifest, 'utf8')) as Record<string, { file?: string }>)[entry]?.file
  return file ? `/${file}` : undefined
}
