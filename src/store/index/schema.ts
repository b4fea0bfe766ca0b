import { JST_OFFSET_HOURS } from '../../domain/clock/jst-day.ts';

/** Version of the schema; if it changes, every index is rebuilt. */
export const SCHEMA_VERSION = 5;

/** Returns SQL that adds `change` to the number of articles in one row of `daily` and one row of `hourly`. */
const counted = (row: 'new' | 'old', change: 1 | -1): string => `
    INSERT INTO daily VALUES ((${row}.hour + ${JST_OFFSET_HOURS}) / 24, ${row}.source, ${change})
      ON CONFLICT DO UPDATE SET articles = articles + ${change};
    INSERT INTO hourly VALUES (${row}.hour, ${change}) ON CONFLICT DO UPDATE SET articles = articles + ${change};`;

/**
 * The schema of the index. `n` is the number of a story: `published` in microseconds since 1970, then `TIE_BITS` bits
 * that distinguish stories of one microsecond. `words` stores the positions of terms (`detail=full`, the default),
 * because without positions FTS5 ranks every match in a contentless table as 0. Triggers update `daily` and `hourly`,
 * so that a page need not count all articles.
 */
export const SCHEMA = `
  CREATE TABLE days (day TEXT PRIMARY KEY, bytes INT, first TEXT, last_at INT, last TEXT, damage TEXT, first_seq INT,
    last_seq INT) WITHOUT ROWID;
  CREATE TABLE stories (n INTEGER PRIMARY KEY, id TEXT UNIQUE, seq INT, day TEXT, at INT, size INT, crc INT,
    gained INT, announced INT, labels TEXT);
  CREATE INDEX stories_gained ON stories (gained);
  CREATE INDEX stories_announced ON stories (announced);
  CREATE TABLE articles (a INTEGER PRIMARY KEY AUTOINCREMENT, id TEXT UNIQUE, n INT, source INT, hour INT);
  CREATE INDEX articles_n ON articles (n);
  CREATE TABLE daily (day INT, source INT, articles INT, PRIMARY KEY (day, source)) WITHOUT ROWID;
  CREATE TABLE hourly (hour INTEGER PRIMARY KEY, articles INT);
  CREATE TRIGGER article_added AFTER INSERT ON articles BEGIN ${counted('new', 1)}
  END;
  CREATE TRIGGER article_removed AFTER DELETE ON articles BEGIN ${counted('old', -1)}
    DELETE FROM daily WHERE articles = 0 AND day = (old.hour + ${JST_OFFSET_HOURS}) / 24 AND source = old.source;
    DELETE FROM hourly WHERE articles = 0 AND hour = old.hour;
  END;
  CREATE TRIGGER article_moved AFTER UPDATE OF source, hour ON articles
    WHEN old.source <> new.source OR old.hour <> new.hour BEGIN ${counted('old', -1)}${counted('new', 1)}
  END;
  CREATE TABLE keys (hash INTEGER PRIMARY KEY, a INT, d INT);
  CREATE TABLE names (i INTEGER PRIMARY KEY, name TEXT UNIQUE);
  CREATE TABLE labels (i INT, n INT, PRIMARY KEY (i, n)) WITHOUT ROWID;
  CREATE TABLE drops (d INTEGER PRIMARY KEY, day TEXT, at INT, size INT, crc INT, moment INT);
  CREATE TABLE states (source TEXT PRIMARY KEY, seq INT, day TEXT, at INT, size INT, crc INT) WITHOUT ROWID;
  CREATE TABLE newest (one INTEGER PRIMARY KEY, seq INT, at TEXT);
  CREATE VIRTUAL TABLE words USING fts5 (title, body, label, content='', contentless_delete=1,
    tokenize='porter ascii');
  CREATE VIRTUAL TABLE terms USING fts5vocab (words, row);
  PRAGMA user_version = ${SCHEMA_VERSION};
`;
