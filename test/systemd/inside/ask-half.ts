/**
 * Opens connections and sends half a request on each; sends the other half when a file appears, and prints how many
 * were answered whole: `ask-half.ts PORT PATH COUNT FILE`. Prints `sent` once all halves are on their way.
 */
import { existsSync } from 'node:fs';
import { connect } from 'node:net';

const [, , port = '', path = '/', count = '1', file = ''] = process.argv;
let sent = 0;
let ended = 0;
let answered = 0;

for (let n = 0; n < Number(count); n += 1) {
  let text = '';
  const socket = connect(Number(port), '127.0.0.1', () => {
    socket.write(`GET ${path} HTTP/1.1\r\nHost: kawaraban\r\n`);
    sent += 1;
    if (sent === Number(count)) console.log('sent');
  });
  const wait = setInterval(() => {
    if (!existsSync(file)) return;
    clearInterval(wait);
    socket.write('Connection: close\r\n\r\n');
  }, 10);
  socket.on('data', (chunk) => {
    text += chunk.toString();
  });
  socket.on('error', () => clearInterval(wait));
  socket.on('close', () => {
    clearInterval(wait);
    if (text.startsWith('HTTP/1.1 200') && text.includes('</rss>')) answered += 1;
    ended += 1;
    if (ended === Number(count)) console.log(`answered ${answered}`);
  });
}
