// Builds the application and the public pages' stylesheet into dist/, with a manifest by which the server finds their hashed names.
import vue from '@vitejs/plugin-vue'
import { defineConfig } from 'vite'
import { offline } from './offline.ts'
import { screenWords } from './screen-words.ts'

const SERVER = 'http://127.0.0.1:3000'

export default defineConfig({
  plugins: [screenWords(), vue(), offline()],
  build: {
    outDir: 'dist',
    manifest: true,
    assetsInlineLimit: 0, // nothing as data: URL, so the content policy can stay narrow
    cssTarget: ['chrome123', 'firefox120', 'safari17.5'], // keeps light-dark() as written: panes and pages may set their own theme
    rolldownOptions: {
      input: { app: 'index.html', public: 'src/ui/public.css', survey: 'src/survey/page/page.ts', worker: 'src/worker/worker.ts' },
      output: {
        // The worker's scope is its place, and browsers ask for it by that name.
        entryFileNames: ({ name }) => (name === 'worker' ? 'worker.js' : 'assets/[name]-[hash].js'),
        codeSplitting: {
          groups: [
            // The editor is heavy and only a page with a live text imports it.
            { name: 'editor', test: /node_modules[\\/](\.pnpm[\\/])?(@tiptap|prosemirror-|yjs|y-|lib0)/, priority: 2 },
            { name: 'vue', test: /node_modules[\\/](\.pnpm[\\/])?(@vue[\\/+]|vue@|vue[\\/]|vue-router|pinia)/, priority: 1 },
          ],
        },
      },
    },
  },
  server: {
    host: '127.0.0.1',
    port: 5173,
    proxy: {
      '^/$': SERVER,
      '/api': SERVER,
      '/bodies': SERVER,
      '/outcomes': SERVER,
      '/survey': SERVER,
      '/who-may': SERVER,
      '/socket.io': { target: SERVER, ws: true },
      '/documents': { target: SERVER, ws: true },
    },
  },
})
