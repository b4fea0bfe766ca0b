import { expect, test } from 'vitest';
import { whyNoServer } from '../../src/daemon/start-server.ts';
import { explainFailure } from '../../src/store/postgres/explain-failure.ts';

const address = { host: '127.0.0.1', port: 80 };

const refusedBy = (syscall: string): Error =>
  Object.assign(new Error(`${syscall} EACCES`), { code: 'EACCES', syscall });

test('an address that this user may not use is named, with what to do', () => {
  expect(whyNoServer(refusedBy('listen'), address)).toMatch(
    /^The server cannot listen on 127\.0\.0\.1:80 \(EACCES\)\. Choose another address/,
  );
});

test('a host that has no address is named, with what to do, and no other host that is looked up', () => {
  const unknown = (hostname: string) =>
    Object.assign(new Error(`getaddrinfo ENOTFOUND ${hostname}`), {
      ...{ code: 'ENOTFOUND', syscall: 'getaddrinfo', hostname },
    });
  expect(whyNoServer(unknown('nosuch.invalid'), { host: 'nosuch.invalid', port: 80 })).toMatch(
    /^The server cannot listen on nosuch\.invalid:80 \(ENOTFOUND\)\. Choose another address/,
  );
  expect(whyNoServer(unknown('db.invalid'), address)).toBe('getaddrinfo ENOTFOUND db.invalid');
});

test('a socket of PostgreSQL that this user may not reach is not taken for the address of the server', () => {
  const reason = explainFailure(refusedBy('connect'), 'postgres:///news?host=/run/postgresql');
  expect(reason).toMatch(
    /^PostgreSQL at \/run\/postgresql has a socket that this user may not reach: add the user/,
  );
  expect(whyNoServer(new Error(reason), address)).toBe(reason);
  expect(whyNoServer(refusedBy('connect'), address)).toBe('connect EACCES');
});
