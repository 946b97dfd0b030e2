// The peer of the event bench: a bare Socket.IO server that emits to a room.
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { Server } from 'socket.io'

const http = createServer((request, response) => {
  if (request.url !== '/emit') return
  io.to('room').emit('events', JSON.parse(process.env['PAYLOAD'] ?? '{}'))
  response.end('ok')
})
const io = new Server(http)
io.on('connection', (socket) => void socket.join('room'))
http.listen(0, '127.0.0.1', () => console.log(`http://127.0.0.1:${(http.address() as AddressInfo).port}`))
process.on('SIGTERM', () => process.exit(0))
