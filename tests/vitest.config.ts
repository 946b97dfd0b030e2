// The suites: rules (pure), house (real server and database), ui (components), journeys (real browsers).
import vue from '@vitejs/plugin-vue'
import { defineConfig } from 'vitest/config'

const JOURNEYS = 'journeys/**/*.test.ts'
const UI = 'ui/**/*.test.ts'
const PURE = ['**/*.rules.test.ts', 'words/**/*.test.ts', 'shape/**/*.test.ts', 'papers/{compile,numbering,paste,schema}.test.ts', 'survey/states.test.ts', 'survey/*.pure.test.ts', 'discussion/*.pure.test.ts', 'permissions/*.pure.test.ts', 'pages/*.pure.test.ts']

/** A limit against hanging for good, in ms: no test asserts by it how fast the machine is. */
const PATIENCE = 60_000

export default defineConfig({
  test: {
    root: import.meta.dirname,
    // The end of a long run repeats what failed in one line each: it must say what was found, not "Array(1)".
    chaiConfig: { truncateThreshold: 600 },
    projects: [
      { extends: true, test: { name: 'rules', include: PURE, testTimeout: PATIENCE, isolate: false, environment: 'node' } },
      { extends: true, plugins: [vue()], test: { name: 'ui', include: [UI], testTimeout: PATIENCE, environment: 'jsdom' } },
      { extends: true, test: { name: 'house', include: ['**/*.test.ts'], exclude: [...PURE, UI, JOURNEYS, '**/node_modules/**'], globalSetup: ['support/template.ts'], testTimeout: PATIENCE, hookTimeout: PATIENCE, pool: 'forks', maxWorkers: 2, isolate: false, environment: 'node' } },
      { extends: true, test: { name: 'journeys', include: [JOURNEYS], globalSetup: ['support/template.ts', 'journeys/unpack.ts'], testTimeout: 2 * PATIENCE, hookTimeout: 2 * PATIENCE, pool: 'forks', maxWorkers: 2, environment: 'node' } },
    ],
  },
})
