// The lock of a data folder: one living process at a time, and none that is gone.
import { mkdtempSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { spawn } from 'node:child_process'
import { beforeEach, describe, expect, it } from 'vitest'
import { FolderInUse, lockFolder } from '../../server/src/platform/folder-lock'
import { scratch } from '../support/places'

describe('the lock of a data folder', () => {
  let folder = ''
  beforeEach(() => { folder = mkdtempSync(join(scratch, 'lock-')) })
  const leave = (mark: string) => writeFileSync(join(folder, 'lock'), mark)
  const taken = () => {
    lockFolder(folder)()
    return readdirSync(folder)
  }

  it('is gone after its release, and nothing beside it', () => {
    const release = lockFolder(folder)
    expect(readFileSync(join(folder, 'lock'), 'utf8')).toMatch(new RegExp(`^${process.pid}( |$)`))
    release()
    expect(readdirSync(folder)).toEqual([])
  })

  it.each([
    ['of a process that is gone', '999999999 1'],
    ['of our own number, as containers give it again', String(process.pid)],
    ['of our own number and another beginning', `${process.pid} 1`],
    ['that was never written to the end', ''],
    ['that holds no number', 'somebody'],
  ])('takes over the lock %s', (_, mark) => {
    leave(mark)
    expect(taken()).toEqual([])
  })

  it.runIf(process.platform === 'linux')('takes over the lock of a number that another process has by now', () => {
    leave('1 1')
    expect(taken()).toEqual([])
  })

  it('refuses while its process lives, and leaves the lock as it is', async () => {
    const other = spawn(process.execPath, ['-e', 'setInterval(() => {}, 1000)'])
    try {
      leave(String(other.pid))
      expect(() => lockFolder(folder)).toThrow(FolderInUse)
      expect(readFileSync(join(folder, 'lock'), 'utf8')).toBe(String(other.pid))
    } finally {
      other.kill('SIGKILL')
    }
    await new Promise((gone) => other.once('close', gone))
    expect(taken()).toEqual([])
  })

  it('does not take away a lock that has become another’s', () => {
    const release = lockFolder(folder)
    leave('1')
    release()
    expect(readFileSync(join(folder, 'lock'), 'utf8')).toBe('1')
  })
})
