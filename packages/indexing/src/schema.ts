/**
 * The index's tables.
 *
 * Nothing is ever changed in place. An event adds a version of what it changed, which carries its
 * block; the views show the latest versions. So undoing blocks is deleting rows above a number,
 * with no old values to put back, and the history stays readable by plain SQL.
 */

/** Raised with every change of the tables; an index of another version is built anew. */
export const schemaVersion = 1

/** Tables whose rows carry a block, in the order in which they are filled. */
export const versionTables = [
  'member_versions',
  'asset_versions',
  'parents',
  'study_versions',
  'place_versions',
  'rounds'
] as const

/** What anyone may read, and what `dump` shows: tables and views without the cursor. */
export const publicTables = [
  'blocks',
  ...versionTables,
  'members',
  'assets',
  'studies',
  'study_members'
] as const

const placed = `
  block INTEGER NOT NULL REFERENCES blocks (number),
  log_index INTEGER NOT NULL`

/** Makes everything in an empty database. */
export const schema = `
CREATE TABLE cursor (
  id INTEGER PRIMARY KEY CHECK (id = 1),
  identity TEXT NOT NULL,
  number INTEGER,
  hash TEXT
) STRICT;

CREATE TABLE blocks (number INTEGER PRIMARY KEY, hash TEXT NOT NULL, at INTEGER NOT NULL) STRICT;

CREATE TABLE member_versions (
  member TEXT NOT NULL,
  active INTEGER NOT NULL,
  joined_at INTEGER NOT NULL,
  node_key TEXT NOT NULL,
  profile TEXT NOT NULL,${placed},
  PRIMARY KEY (member, block, log_index)
) STRICT, WITHOUT ROWID;

CREATE TABLE asset_versions (
  asset INTEGER NOT NULL,
  owner TEXT NOT NULL,
  kind TEXT NOT NULL,
  revoked INTEGER NOT NULL,
  registered_at INTEGER NOT NULL,
  commitment TEXT NOT NULL,
  terms TEXT NOT NULL,${placed},
  PRIMARY KEY (asset, block, log_index)
) STRICT, WITHOUT ROWID;

CREATE TABLE parents (
  asset INTEGER NOT NULL,
  parent INTEGER NOT NULL,
  bps INTEGER NOT NULL,${placed},
  PRIMARY KEY (asset, parent)
) STRICT, WITHOUT ROWID;
CREATE INDEX parents_by_parent ON parents (parent);

CREATE TABLE study_versions (
  study INTEGER NOT NULL,
  state TEXT NOT NULL,
  proposer TEXT NOT NULL,
  terms TEXT NOT NULL,
  invited TEXT NOT NULL,
  rounds INTEGER NOT NULL,
  cohort_min INTEGER NOT NULL,
  members_max INTEGER NOT NULL,
  skips_max INTEGER NOT NULL,
  join_by INTEGER NOT NULL,
  round_seconds INTEGER NOT NULL,
  round INTEGER NOT NULL,
  skips INTEGER NOT NULL,
  epoch INTEGER NOT NULL,
  round_due_at INTEGER NOT NULL,
  model TEXT NOT NULL,
  asset INTEGER,${placed},
  PRIMARY KEY (study, block, log_index)
) STRICT, WITHOUT ROWID;

-- A place without a member is empty: its member left, or moved to another place.
CREATE TABLE place_versions (
  study INTEGER NOT NULL,
  place INTEGER NOT NULL,
  member TEXT,
  dataset INTEGER,
  node_key TEXT,${placed},
  PRIMARY KEY (study, place, block, log_index)
) STRICT, WITHOUT ROWID;

CREATE TABLE rounds (
  study INTEGER NOT NULL,
  round INTEGER NOT NULL,
  epoch INTEGER NOT NULL,
  previous_model TEXT NOT NULL,
  model TEXT NOT NULL,
  transcript TEXT NOT NULL,
  survivors TEXT NOT NULL,
  signers TEXT NOT NULL,
  transaction_hash TEXT NOT NULL,${placed},
  PRIMARY KEY (study, round)
) STRICT, WITHOUT ROWID;

${versionTables.map(indexByBlock).join('\n')}

CREATE VIEW members AS SELECT * FROM member_versions AS version
  WHERE (block, log_index) = (
    SELECT block, log_index FROM member_versions WHERE member = version.member
    ORDER BY block DESC, log_index DESC LIMIT 1
  );

CREATE VIEW assets AS SELECT * FROM asset_versions AS version
  WHERE (block, log_index) = (
    SELECT block, log_index FROM asset_versions WHERE asset = version.asset
    ORDER BY block DESC, log_index DESC LIMIT 1
  );

CREATE VIEW studies AS SELECT * FROM study_versions AS version
  WHERE (block, log_index) = (
    SELECT block, log_index FROM study_versions WHERE study = version.study
    ORDER BY block DESC, log_index DESC LIMIT 1
  );

CREATE VIEW study_members AS SELECT * FROM place_versions AS version
  WHERE member IS NOT NULL AND (block, log_index) = (
    SELECT block, log_index FROM place_versions
    WHERE study = version.study AND place = version.place
    ORDER BY block DESC, log_index DESC LIMIT 1
  );
`

function indexByBlock(table: string): string {
  return `CREATE INDEX ${table}_by_block ON ${table} (block);`
}
