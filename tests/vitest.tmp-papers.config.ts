import { defineConfig } from 'vitest/config'
export default defineConfig({ test: { include: ['papers/**/*.test.ts', 'convergence/editor.test.ts'] } })
