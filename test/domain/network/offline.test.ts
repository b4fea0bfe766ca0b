import { expect, test } from 'vitest';
import { explainOffline } from '../../../src/domain/network/judge-network.ts';

test('being offline is explained by how sites fail, with one failure and what to check', () => {
  expect(explainOffline({ kind: 'dns', detail: 'getaddrinfo EAI_AGAIN nhk.example', sites: 4 })).toBe(
    'This machine looks offline: host names cannot be resolved (4 sites tried; getaddrinfo EAI_AGAIN nhk.example). Check the network connection and the name server.',
  );
  expect(explainOffline({ kind: 'reset', detail: 'ECONNRESET', sites: 3 })).toContain(
    'closed without an answer (3 sites tried; ECONNRESET)',
  );
});
