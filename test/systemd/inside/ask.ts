/**
 * Asks an address again and again, each time through a new connection: `ask.ts URL COUNT AT_ONCE`. Prints what became
 * of the requests as JSON: answered whole, refused (nobody took the connection up), or lost (an answer that broke off or
 * told of a failure). After a SIGTERM it begins no further request.
 */
import { get } from 'node:http';

const [, , url = '', count = '1', atOnce = '1'] = process.argv;
const outcomes = { answered: 0, refused: 0, lost: 0, why: '' };
let left = Number(count);
process.on('SIGTERM', () => {
  left = 0;
});

const ask = (): Promise<void> =>
  new Promise((resolve) => {
    const lose = (why: string): void => {
      outcomes.lost += 1;
      outcomes.why = why;
      resolve();
    };
    const request = get(url, { agent: false }, (answer) => {
      answer.resume();
      answer.on('error', (error) => lose(error.message));
      answer.on('close', () => {
        if (!answer.complete || answer.statusCode !== 200) return lose(`status ${answer.statusCode}`);
        outcomes.answered += 1;
        resolve();
      });
    });
    request.on('error', (error: NodeJS.ErrnoException) => {
      if (error.code !== 'ECONNREFUSED' && error.code !== 'ECONNRESET') return lose(error.message);
      outcomes.refused += 1;
      // Nobody listens any more: there is nothing further to learn.
      if (error.code === 'ECONNREFUSED') left = 0;
      resolve();
    });
  });

const askOn = async (): Promise<void> => {
  while (left > 0) {
    left -= 1;
    await ask();
  }
};

await Promise.all(Array.from({ length: Number(atOnce) }, askOn));
console.log(JSON.stringify(outcomes));
