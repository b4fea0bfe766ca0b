import { describe, expect, test } from 'vitest';
import { hasPostgres, startPostgres } from './postgres.ts';

describe.skipIf(!hasPostgres())('a server of a test', () => {
  test('keeps what it holds through a crash and a restart, listens on no port, and leaves nothing', async () => {
    const server = await startPostgres();
    const [first, second] = [await server.newSchema(), await server.newSchema()];
    await server.query(first, 'CREATE TABLE kept (n int); INSERT INTO kept VALUES (7)');
    await server.restart('SIGQUIT');
    await server.restart('SIGINT');
    expect(await server.query(first, 'SELECT n FROM kept')).toBe('7');
    await expect(server.query(second, 'SELECT n FROM kept')).rejects.toThrow('does not exist');
    expect(await server.query(first, 'SHOW listen_addresses')).toBe('');
    await server.remove();
    await expect(server.query(first, 'SELECT 1')).rejects.toThrow('No such file or directory');
  });
});
