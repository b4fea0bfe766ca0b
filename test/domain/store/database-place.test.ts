import { expect, test } from 'vitest';
import { databasePlace, describePlace } from '../../../src/domain/store/database-place.ts';

test.each([
  ['postgres://news:secret@db.example.com:5433/kawaraban', 'db.example.com:5433', 'kawaraban'],
  ['postgresql://db.example.com/kawaraban?sslmode=verify-full', 'db.example.com', 'kawaraban'],
  ['postgres://news:p%2Fw%23%3F@db.example.com/%E6%96%B0%E8%81%9E', 'db.example.com', '新聞'],
  ['postgres:///kawaraban?host=/run/postgresql', '/run/postgresql', 'kawaraban'],
  ['postgres://news@/kawaraban?host=/run/postgresql', '/run/postgresql', 'kawaraban'],
  ['postgres://%2Frun%2Fpostgresql/kawaraban', '/run/postgresql', 'kawaraban'],
  ['postgres:///kawaraban', 'localhost', 'kawaraban'],
  ['postgres:///kawaraban?host=', 'localhost', 'kawaraban'],
  ['postgres://db.example.com/kawaraban?user=news%40office&host=', 'db.example.com', 'kawaraban'],
  ['postgres:///kawaraban?host=a.example.com&host=b.example.com&hostaddr=::1', 'b.example.com', 'kawaraban'],
  ['postgres://db.example.com/kawaraban?host=a.example.com&host=', 'db.example.com', 'kawaraban'],
])('%s is a place, shown without user and password', (url, server, database) => {
  expect(databasePlace(url)).toEqual({ server, database });
});

test.each([
  'mysql://db.example.com/kawaraban',
  'db.example.com/kawaraban',
  'postgres://news:sec/ret@db.example.com/kawaraban',
  'postgres://news:12/ret@db.example.com/kawaraban',
  'postgres://news:sec#ret@db.example.com/kawaraban',
  'postgres://news:sec?ret@db.example.com/kawaraban',
  'postgres://news:123?45@db.example.com/kawaraban',
  'postgres://news:12/3?45@db.example.com/kawaraban',
  'postgres://h.example.com/kawaraban?host=news:secret@db.example.com',
  'postgres://h.example.com/kawaraban?host=news%3Asecret%40db.example.com',
  'postgres:kawaraban',
  'postgres:/kawaraban',
  'postgres://db.example.com/%E0%A4%A',
  'postgres://db.example.com/kawaraban/more',
])('%s is none', (url) => {
  expect(databasePlace(url)).toBeUndefined();
});

test('a place in words names the database where the URL does', () => {
  expect(describePlace({ server: 'db.example.com', database: 'news' })).toBe(
    'PostgreSQL at db.example.com, database news',
  );
  expect(describePlace({ server: 'db.example.com', database: '' })).toBe('PostgreSQL at db.example.com');
});
