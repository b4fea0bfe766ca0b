import { ask, failureOf } from '../fetch/support/ask.ts';

/** A process that fetches one address and says what came of it, and what that took; nothing else uses its memory. */
const [, , url = ''] = process.argv;
const before = process.memoryUsage();
const startedAt = process.cpuUsage();
const result = await ask(url, {}, { maxBytes: 12_000_000 });
const { user, system } = process.cpuUsage(startedAt);
const after = process.memoryUsage();
const grownBytes = after.arrayBuffers + after.heapUsed - before.arrayBuffers - before.heapUsed;
console.log(JSON.stringify({ failure: failureOf(result), cpuSeconds: (user + system) / 1e6, grownBytes }));
