-- What was seen (append-only, proven by the log) and what was read out of it. Instants are microseconds UTC since 1970.
-- `seal` is a short hash over the rest of its row; `tally` counts and sums the rows of each table that bears seals.

create table tally (name text primary key, entries integer not null, total blob not null) strict, without rowid;

create table source (id integer primary key, name text not null unique, seal blob not null) strict;
-- a source's configuration, one row each time it changed
create table source_state (
  id integer primary key, source integer not null references source, document text not null, seal blob not null
) strict;
create index source_state_source on source_state (source);
create table schedule (
  source integer primary key references source, due_at integer not null, seal blob not null
) strict;

-- facts that many captures share are kept once
create table verdict (
  id integer primary key, kind text not null, vendor text not null, reason text not null, evidence text not null,
  seal blob not null, unique (kind, vendor, reason, evidence)
) strict;
create table route (
  id integer primary key, url text not null, final_url text not null, media_type text not null, robots text not null,
  tls text not null, peer text not null, seal blob not null, unique (url, final_url, media_type, robots, tls, peer)
) strict;
-- the header pairs that stay as they are from look to look; null marks a value kept with the capture
create table header_set (
  id integer primary key, source integer not null references source, names blob not null, pairs text not null,
  seal blob not null
) strict;
create index header_set_names on header_set (source, names);

-- a body is kept once, byte-exact, named by SHA-256; packed is its zstd frame, against the body `base` if there is one
create table body (
  id integer primary key, sha256 blob not null unique, size integer not null, lane integer not null,
  keyframe integer not null, member integer not null, base integer references body, packed blob not null,
  seal blob not null
) strict;
create index body_lane on body (lane);
create unique index body_member on body (keyframe, member);

-- every look, also the failed ones; ids have no gaps, since they are places in the log
create table capture (
  id integer primary key,
  source integer not null references source,
  slot integer,
  at integer not null,
  verdict integer not null references verdict,
  status integer,
  route integer not null references route,
  header_set integer not null references header_set,
  header_values text not null,
  body integer references body,
  confirms integer references capture,   -- the look whose body this one saw again; itself when it brought its own
  elapsed integer not null,              -- microseconds
  wire blob,                             -- SHA-256 of the bytes on the wire, when they differ from the body
  leaf blob not null                     -- RFC 6962 leaf hash of the canonical record
) strict;
create index capture_source on capture (source);
create index capture_confirming on capture (source) where confirms is not null;
create unique index capture_slot on capture (source, slot) where slot is not null;
create table hop (
  capture integer not null references capture, number integer not null, url text not null, status integer not null,
  header_set integer not null references header_set, header_values text not null, peer text not null,
  tls text not null, elapsed integer not null, primary key (capture, number)
) strict, without rowid;
-- a later verdict on a capture: a confirmed suspect, a body that could not be read
create table amendment (
  id integer primary key, capture integer not null references capture, kind text not null, reason text not null,
  reviewer text not null, extraction text not null, seal blob not null
) strict;
create index amendment_capture on amendment (capture);
create table event (
  id integer primary key, capture integer not null references capture, name text not null, detail text not null,
  seal blob not null
) strict;
create index event_capture on event (capture);

create table log_head (id integer primary key check (id = 1), size integer not null, peaks blob not null) strict;
insert into log_head (id, size, peaks) values (1, 0, x'');
-- a hash over the whole file as the last run left it
create table imprint (
  id integer primary key check (id = 1), state blob not null, content blob not null, seal blob not null
) strict;
create table run (id integer primary key, tool text not null, started_size integer not null, seal blob not null) strict;
create table checkpoint (
  id integer primary key, run integer references run, size integer not null, root blob not null, seal blob not null
) strict;

-- text is kept once a passage; a wording is a list of passages and the layout they stood in
create table passage (
  id integer primary key, sha256 blob not null unique, text text not null, exact blob, seal blob not null
) strict;
create table layout (
  id integer primary key, sha256 blob not null unique, packed blob not null, seal blob not null
) strict;
create table extraction (id integer primary key, name text not null unique, seal blob not null) strict;
create table wording (
  id integer primary key, sha256 blob not null unique, digest blob not null, title text, language text, published text,
  modified text, passages text not null, layout integer not null references layout, facts text not null,
  seal blob not null
) strict;
-- capture is the look that first saw it: an earlier one when that is read late
create table version (
  id integer primary key, source integer not null references source, number integer not null,
  capture integer not null references capture, extraction integer not null references extraction,
  wording integer not null references wording, is_technical integer not null, seal blob not null,
  unique (source, number)
) strict;
create index version_capture on version (source, capture);
create table derivation (
  capture integer primary key references capture, version integer not null references version,
  extraction integer not null references extraction, seal blob not null
) strict;
create index derivation_version on derivation (version);
-- captures whose bytes are kept and whose wording is not read yet
create table pending (capture integer primary key references capture, seal blob not null) strict;
-- the same bytes read again by other rules
create table reading (
  id integer primary key, version integer not null references version,
  extraction integer not null references extraction, wording integer not null references wording,
  is_technical integer not null, seal blob not null, unique (version, extraction)
) strict;
-- from which version on a passage stands in a source, and the first version without it
create table stand (
  passage integer not null references passage, source integer not null references source,
  first integer not null references version, until integer references version, seal blob not null,
  primary key (passage, source, first)
) strict, without rowid;
create table change (
  id integer primary key, old integer not null references version, new integer not null references version,
  severity text not null, score real not null, sentence text not null, edits integer not null, added integer not null,
  removed integer not null, algorithm text not null, seal blob not null
) strict;
create index change_new on change (new);
create index stand_source on stand (source) where until is null;
