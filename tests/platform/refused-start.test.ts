// Starts that cannot be: one sentence, exit 1, nothing made and nothing damaged.
import { existsSync, mkdtempSync, readdirSync, writeFileSync } from 'node:fs'
import { createServer, type Server, type Socket } from 'node:net'
import type { AddressInfo } from 'node:net'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { readConfig, SettingError } from '../../server/src/platform/config'
import { runToEnd, type Ended } from '../support/started'
import { scratch } from '../support/places'

/** One line to people, no stack. */
function expectSentence({ code, err }: Ended, says: RegExp): void {
  expect(err).toMatch(says)
  expect(err.trimEnd().split('\n')).toHaveLength(1)
  expect(err).not.toMatch(/ at .*:\d+:\d+/)
  expect(code).toBe(1)
}

async function listening(answer: (socket: Socket) => void): Promise<{ port: number; server: Server }> {
  const server = createServer((socket) => { socket.on('error', () => {}); answer(socket) })
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done))
  return { server, port: (server.address() as AddressInfo).port }
}

describe('settings', () => {
  const wrong: [string, string[]][] = [
    ['PORT', ['abc', '70000', '-1', '3000.5', '1e3', '0x50']],
    ['DATABASE_URL', ['mysql://there/x', 'localhost:5432', 'nonsense']],
    ['PUBLIC_URL', ['example.org', 'ftp://example.org', 'https://example.org/roundtable', 'https://user:word@example.org', 'https://example.org?x=1']],
    ['SMTP_URL', ['http://mail.example.org', 'mail.example.org', 'smtp://']],
    ['DEMONSTRATION', ['yes', '2', 'true']],
    ['LOG_LEVEL', ['loud']],
  ]
  it.each(wrong.flatMap(([name, values]) => values.map((value) => [name, value])))('%s=%s is refused by name, and its value is not repeated', (name, value) => {
    try {
      readConfig({ [name]: value }, '/somewhere')
      expect.unreachable()
    } catch (error) {
      expect(error).toBeInstanceOf(SettingError)
      expect((error as Error).message).toMatch(new RegExp(`^The setting ${name} cannot be used: it must be [^\\n]+\\.$`))
    }
  })

  it('are absent when empty; the demonstration is the default but in production', () => {
    expect(readConfig({ PORT: '', PUBLIC_URL: ' ', DATABASE_URL: '' }, '/somewhere')).toMatchObject({ port: 3000, host: '127.0.0.1', dataDir: '/somewhere/data', publicUrl: undefined, databaseUrl: undefined, demonstration: true })
    expect(readConfig({ NODE_ENV: 'production' }, '/x').demonstration).toBe(false)
    expect(readConfig({ NODE_ENV: 'production', DEMONSTRATION: '1' }, '/x').demonstration).toBe(true)
    expect(readConfig({ DEMONSTRATION: '0' }, '/x').demonstration).toBe(false)
  })
})

describe('a start that cannot be', () => {
  const held: Server[] = []
  let folder = ''
  beforeAll(() => { folder = mkdtempSync(join(scratch, 'refused-')) })
  afterAll(() => { for (const server of held) server.close() })
  const place = (name: string) => join(folder, name)

  it.each([
    ['PORT', { PORT: 'abc' }, /^The setting PORT cannot be used/],
    ['DATABASE_URL', { DATABASE_URL: 'mysql://x/y' }, /^The setting DATABASE_URL cannot be used/],
    ['PUBLIC_URL', { PUBLIC_URL: 'https://a.example/b' }, /^The setting PUBLIC_URL cannot be used/],
    ['SMTP_URL', { SMTP_URL: 'mail' }, /^The setting SMTP_URL cannot be used/],
    ['DEMONSTRATION', { DEMONSTRATION: 'perhaps' }, /^The setting DEMONSTRATION cannot be used/],
    ['HOST', { HOST: '203.0.113.7' }, /^HOST 203\.0\.113\.7 is no address of this machine\.$/m],
  ])('for a wrong %s says so and makes no folder', async (name, env, says) => {
    expectSentence(await runToEnd({ DATA_DIR: place(`wrong-${name}`), ...env }), says)
    expect(existsSync(place(`wrong-${name}`))).toBe(false)
  })

  it('for a data folder that is a file says so and leaves the file', async () => {
    writeFileSync(place('file'), 'mine')
    expectSentence(await runToEnd({ DATA_DIR: place('file') }), /^The data folder \S+ cannot be made or written \(EEXIST\)/)
    expectSentence(await runToEnd({ DATA_DIR: place('file/below') }), /^The data folder \S+ cannot be made or written \(ENOTDIR\)/)
    expect(readdirSync(folder)).toEqual(['file'])
  })

  it('for a port in use says so before it makes a database', async () => {
    const { server, port } = await listening(() => {})
    held.push(server)
    expectSentence(await runToEnd({ DATA_DIR: place('port'), PORT: String(port) }), new RegExp(`^Port ${port} is in use`))
    expect(existsSync(place('port'))).toBe(false)
  })

  describe('for a database that', () => {
    const refused = async (port: number, name: string) => {
      const ended = await runToEnd({ DATA_DIR: place(name), DATABASE_URL: `postgresql://somebody:verysecret@127.0.0.1:${port}/roundtable` })
      expect(ended.out + ended.err).not.toContain('verysecret')
      expect(existsSync(place(name))).toBe(false)
      return ended
    }

    it('is not there', async () => {
      const { server, port } = await listening(() => {})
      await new Promise((closed) => server.close(closed))
      expectSentence(await refused(port, 'not-there'), /^The database at 127\.0\.0\.1:\d+ does not answer \(.+\)\. Check DATABASE_URL\.$/m)
    })

    it('says nothing', async () => {
      const { server, port } = await listening(() => {})
      held.push(server)
      expectSentence(await refused(port, 'silent'), /^The database at 127\.0\.0\.1:\d+ does not answer \(.+\)\. Check DATABASE_URL\.$/m)
    })

    it('is something else', async () => {
      const { server, port } = await listening((socket) => socket.once('data', () => socket.end('HTTP/1.1 400 Bad Request\r\n\r\n')))
      held.push(server)
      expectSentence(await refused(port, 'http'), /^The database at 127\.0\.0\.1:\d+ does not answer \(.+\)\. Check DATABASE_URL\.$/m)
    })

    it('takes another password', async () => {
      const fields = 'SFATAL\0C28P01\0Mpassword authentication failed for user "somebody"\0\0'
      const frame = Buffer.alloc(5)
      frame.write('E')
      frame.writeInt32BE(4 + fields.length, 1)
      const { server, port } = await listening((socket) => socket.once('data', () => socket.end(Buffer.concat([frame, Buffer.from(fields)]))))
      held.push(server)
      expectSentence(await refused(port, 'password'), /^The database at 127\.0\.0\.1:\d+ does not answer \(.*password authentication failed.*\)\. Check DATABASE_URL\.$/m)
    })
  })
})
