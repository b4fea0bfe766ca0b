-- Up Migration

-- The store that is being copied here; null once the copy is complete, or where there never was one.
ALTER TABLE meta ADD COLUMN copy_of text;
