import { expect, test } from 'vitest';
import { explainOffline } from '../../../src/domain/network/judge-network.ts';

test('being offline is explained by how sites fail, with one failure and what to check', () => {
  expect(explainOffline({ kind: 'dns', detail: 'getaddrinfo EAI_AGAIN nhk.example', sites: 4 })).toBe(
    'This machine looks offline: host names cannot be resolved (4 sites tried; getaddrinfo EAI_AGAIN nhk.example). Check the network connection and the name server.',
  );
  expect(explainOffline({ kind: 'reset', detail: 'ECONNRESET', sites: 3 })).toBe(
    'This machine looks offline: connections fail or end early (3 sites tried; ECONNRESET). Check the network connection and the firewall.',
  );
  expect(explainOffline({ kind: 'refused', detail: 'ECONNREFUSED', sites: 3 })).toBe(
    'This machine looks offline: servers are unreachable or refuse connections (3 sites tried; ECONNREFUSED). Check the network connection and the firewall.',
  );
  expect(explainOffline({ kind: 'timeout', detail: 'no answer within 20 s', sites: 3 })).toBe(
    'This machine looks offline: no server answers in time (3 sites tried; no answer within 20 s). Check the network connection and the firewall.',
  );
});
