// Names each build by its files, tells its page and its worker so, and lets what is read come before what is run.
import { createHash } from 'node:crypto'
import type { Plugin } from 'vite'

/** What opens without a line: the screens of a table, and the editor. */
const SCREENS = ['SignInPage.vue', 'HomePage.vue', 'TablePage.vue', 'MeetingPage.vue', 'PaperPage.vue', 'PaperText.vue', 'TalkPanel.vue', 'ThreadPage.vue', 'ThreadsPage.vue', 'ViewPage.vue', 'HomeNeeds.vue', 'MentionsMine.vue', 'UiToasts.vue', 'UiMenu.vue', 'SignOutAsk.vue', 'wire/contracts.ts']
const WORKER = 'worker.js'
const PAGE = 'index.html'
const LOADED = /^ *<(?:script type="module"|link rel="modulepreload")[^>]*>(?:<\/script>)?\n/gm

interface Chunk { type: 'chunk'; fileName: string; facadeModuleId: string | null; moduleIds: string[]; imports: string[]; code: string; viteMetadata?: { importedCss: Set<string> } }
interface Asset { type: 'asset'; fileName: string; source: string | Uint8Array }

export const offline = (): Plugin => ({
  name: 'offline',
  apply: 'build',
  enforce: 'post',
  generateBundle: {
    order: 'post',
    handler(_options, given) {
      const bundle = given as unknown as Record<string, Chunk | Asset>
      const [page, worker] = [bundle[PAGE] as Asset, bundle[WORKER] as Chunk]
      const chunks = Object.values(bundle).filter((one): one is Chunk => one.type === 'chunk')
      const build = createHash('sha256').update(Object.keys(bundle).filter((name) => name !== WORKER).sort().join('\n') + worker.code).digest('hex').slice(0, 16)

      function closure(names: string[], found = new Set<string>()): Set<string> {
        for (const name of names) {
          const chunk = bundle[name]
          if (found.has(name) || chunk?.type !== 'chunk') continue
          found.add(name)
          for (const style of chunk.viteMetadata?.importedCss ?? []) found.add(style)
          closure(chunk.imports, found)
        }
        return found
      }
      const html = String(page.source)
      const shell = [...html.matchAll(/(?:src|href)="\/(assets\/[^"]+)"/g)].map((match) => match[1]!)
      const screens = [...closure(chunks.filter(({ moduleIds, facadeModuleId }) => [facadeModuleId, ...moduleIds].some((id) => SCREENS.some((screen) => id?.split('?')[0]!.endsWith(`/${screen}`)))).map(({ fileName }) => fileName))].filter((name) => !shell.includes(name) && name !== WORKER)
      const paths = (names: string[]) => JSON.stringify(names.map((name) => `/${name}`))

      worker.code = worker.code.replaceAll('__BUILD__', JSON.stringify(build)).replaceAll('__SHELL__', paths(shell)).replaceAll('__SCREENS__', paths(screens))
      const loaded = html.match(LOADED) ?? []
      page.source = html.replace(LOADED, '').replace('</head>', `  <meta name="build" content="${build}">\n</head>`)
        // What is read stands before what runs, and goes before it on a slow line.
        .replace('</body>', `${loaded.map((tag) => tag.replace(/^ *<(script|link)/, '  <$1 fetchpriority="low"')).join('')}</body>`)
    },
  },
})
