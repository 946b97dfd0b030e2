// The floor: a bare relay without a text. What one says all others of the same address are sent; who asks for a text gets an empty one.
import { createServer } from 'node:http'
import { WebSocketServer } from 'ws'

const rooms = new Map()
const EMPTY = Uint8Array.of(0, 1, 2, 0, 0)
const sockets = new WebSocketServer({ noServer: true, perMessageDeflate: false })
const server = createServer()
server.on('upgrade', (request, socket, head) => sockets.handleUpgrade(request, socket, head, (ws) => {
  const room = rooms.get(request.url) ?? new Set()
  rooms.set(request.url, room.add(ws))
  ws.on('message', (message) => {
    if (message[0] === 0 && message[1] === 0) return ws.send(EMPTY)
    for (const other of room) if (other !== ws) other.send(message)
  })
  ws.on('close', () => room.delete(ws))
  ws.on('error', () => undefined)
}))
server.listen(0, '127.0.0.1', () => console.log(`http://127.0.0.1:${server.address().port}`))
process.on('SIGTERM', () => process.exit(0))
