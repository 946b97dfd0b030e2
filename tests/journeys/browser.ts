// A real browser: CHROMIUM_PATH, the one that comes with the tests, or an installed one; none is a failure, never a skip.
import { existsSync } from 'node:fs'
import { chromium, type Browser, type BrowserContext, type BrowserContextOptions, type Page } from 'playwright-core'

const INSTALLED = ['/usr/bin/chromium', '/usr/bin/chromium-browser', '/usr/bin/google-chrome', '/usr/bin/google-chrome-stable']
const QUIET = ['--no-sandbox', '--disable-gpu', '--disable-quic', '--no-first-run', '--disable-background-networking', '--disable-component-update', '--disable-sync']

/** The binary of the package alone: of its arguments `--single-process` lets people share cookies, and `--disable-web-security` what is tested. */
async function carried(): Promise<string> {
  // On machines without the system libraries that a browser needs the package brings its own, when it believes to be there.
  if (!existsSync('/usr/lib/x86_64-linux-gnu/libnss3.so')) process.env['AWS_EXECUTION_ENV'] ??= 'AWS_Lambda_nodejs22.x'
  const { default: chromiumOfTests } = await import('@sparticuz/chromium')
  return chromiumOfTests.executablePath()
}

export async function browserPath(): Promise<string> {
  const given = process.env['CHROMIUM_PATH']
  if (given && !existsSync(given)) throw new Error(`CHROMIUM_PATH names no file: ${given}`)
  if (given) return given
  // The same version everywhere, where it runs at all.
  if (process.platform === 'linux' && process.arch === 'x64') return carried()
  const installed = INSTALLED.find((path) => existsSync(path))
  if (!installed) throw new Error('None is installed in the usual places.')
  return installed
}

export async function openBrowser(): Promise<Browser> {
  try {
    return await chromium.launch({ executablePath: await browserPath(), args: QUIET, headless: true })
  } catch (error) {
    throw new Error(`No browser could be started. Install Chromium or set CHROMIUM_PATH. (${error instanceof Error ? error.message.split('\n')[0] : String(error)})`, { cause: error })
  }
}

/** A browser of somebody: own cookies, own storage. */
export async function visitor(browser: Browser, origin: string, options: BrowserContextOptions & { cookie?: string } = {}): Promise<{ context: BrowserContext; page: Page; errors: string[] }> {
  const { cookie, ...rest } = options
  const context = await browser.newContext({ baseURL: origin, viewport: { width: 1440, height: 900 }, ...rest })
  if (cookie) {
    const [name = '', value = ''] = cookie.split('=')
    await context.addCookies([{ name, value, url: origin, httpOnly: true, sameSite: 'Lax' }])
  }
  const page = await context.newPage()
  const errors: string[] = []
  page.on('pageerror', (error) => errors.push(error.message))
  page.on('console', (message) => { if (message.type() === 'error' && /Content Security Policy|Uncaught|\[Vue/.test(message.text())) errors.push(message.text()) })
  return { context, page, errors }
}
