-- Up Migration

-- One row: the number and time of the newest commit, a token of the process that made it, and the version of the rules
-- by which columns, articles and keys were derived from the documents.
CREATE TABLE meta (
  one boolean PRIMARY KEY DEFAULT true CHECK (one),
  seq bigint NOT NULL,
  token text NOT NULL,
  at text,
  derived int NOT NULL
);
INSERT INTO meta (seq, token, derived) VALUES (0, '', 0);

-- Moments are microseconds since 1970. All but the document and the number of its last commit is derived from it.
CREATE TABLE stories (
  id text COLLATE "C" PRIMARY KEY,
  seq bigint NOT NULL,
  document jsonb NOT NULL,
  published bigint NOT NULL,
  gained bigint NOT NULL,
  announced bigint,
  labels text[] COLLATE "C" NOT NULL,
  words tsvector NOT NULL
);
CREATE INDEX stories_newest ON stories (published DESC, id);
CREATE INDEX stories_announced ON stories (announced DESC, published DESC, id) WHERE announced IS NOT NULL;
CREATE INDEX stories_gained ON stories (gained, published, id DESC);
CREATE INDEX stories_seq ON stories (seq, id);
CREATE INDEX stories_labels ON stories USING gin (labels);
CREATE INDEX stories_words ON stories USING gin (words);

-- Derived: the story of each article, and what is counted of it. The hour counts from 1970.
CREATE TABLE articles (
  id text COLLATE "C" PRIMARY KEY,
  story text COLLATE "C" NOT NULL,
  source text NOT NULL,
  hour int NOT NULL
);
CREATE INDEX articles_story ON articles (story);
CREATE INDEX articles_hour ON articles (hour);

CREATE TABLE drops (
  n bigint PRIMARY KEY,
  at bigint NOT NULL,
  document jsonb NOT NULL
);
CREATE INDEX drops_newest ON drops (at DESC, n DESC);

-- Derived: the hash of each identity key, and the article or the drop that it leads to.
CREATE TABLE keys (
  hash bigint PRIMARY KEY,
  article text COLLATE "C",
  dropped bigint
);
CREATE INDEX keys_dropped ON keys (dropped) WHERE dropped IS NOT NULL;

-- Hashes of the identity keys of what retention removed, and the commit that removed it.
CREATE TABLE tombstones (
  hash bigint PRIMARY KEY,
  seq bigint NOT NULL
);

CREATE TABLE states (
  source text PRIMARY KEY,
  document jsonb NOT NULL
);

-- Frozen archives, editions, and the day of the edition that was mailed last.
CREATE TABLE documents (
  kind text NOT NULL,
  name text NOT NULL,
  document jsonb NOT NULL,
  PRIMARY KEY (kind, name)
);
