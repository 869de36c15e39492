-- What people decided about what was seen; only ever added, like what was seen. Instants are microseconds UTC since 1970.

-- a reviewer's verdict on the change between two versions
create table review (
  id integer primary key, old integer not null references version, new integer not null references version,
  kind text not null, reviewer text not null, at integer not null, codebook text not null, note text not null,
  cluster text not null, seal blob not null
) strict;
create index review_new on review (new);
-- a signed note on the characters `begins` to `ends`, not included, of a version's text
create table annotation (
  id integer primary key, version integer not null references version, begins integer not null, ends integer not null,
  quote text not null, text text not null, author text not null, at integer not null, seal blob not null
) strict;
create index annotation_version on annotation (version);
-- whether one source carries the same statement as another, in a person's word
create table edition_link (
  id integer primary key, source integer not null references source, edition_of integer not null references source,
  state text not null, reviewer text not null, at integer not null, seal blob not null
) strict;
create index edition_link_source on edition_link (source);
-- a place of a page whose changes are counted and not shown, or the end of that
create table place_filter (
  id integer primary key, source integer not null references source, slot text not null, is_active integer not null,
  evidence text not null, at integer not null, seal blob not null
) strict;
create index place_filter_source on place_filter (source);

create trigger review_no_update before update on review begin select raise(abort, 'review is append-only'); end;
create trigger annotation_no_update before update on annotation begin
  select raise(abort, 'annotation is append-only');
end;
create trigger edition_link_no_update before update on edition_link begin
  select raise(abort, 'edition_link is append-only');
end;
create trigger place_filter_no_update before update on place_filter begin
  select raise(abort, 'place_filter is append-only');
end;
create trigger review_no_delete before delete on review begin select raise(abort, 'review is append-only'); end;
create trigger annotation_no_delete before delete on annotation begin
  select raise(abort, 'annotation is append-only');
end;
create trigger edition_link_no_delete before delete on edition_link begin
  select raise(abort, 'edition_link is append-only');
end;
create trigger place_filter_no_delete before delete on place_filter begin
  select raise(abort, 'place_filter is append-only');
end;

create view verdicts as
select
  r.id as verdict_id, s.name as source, o.number as old_version, n.number as new_version, r.kind as verdict, r.reviewer,
  strftime('%Y-%m-%dT%H:%M:%S', r.at / 1000000, 'unixepoch') || printf('.%06dZ', r.at % 1000000) as decided_at,
  r.codebook, r.note, r.cluster,
  r.id = (select max(id) from review where old = r.old and new = r.new and reviewer = r.reviewer)
    as is_reviewers_latest,
  h.severity, h.sentence
from review r
join version o on o.id = r.old
join version n on n.id = r.new
join source s on s.id = n.source
left join change h on h.id = (select max(id) from change where old = r.old and new = r.new);

create view annotations as
select
  a.id as annotation_id, s.name as source, v.number as version, s.name || '@v' || v.number as revision,
  a.quote, a.text as note, a.author,
  strftime('%Y-%m-%dT%H:%M:%S', a.at / 1000000, 'unixepoch') || printf('.%06dZ', a.at % 1000000) as written_at,
  a.begins as first_character, a.ends as end_character
from annotation a
join version v on v.id = a.version
join source s on s.id = v.source;

create view edition_links as
select
  l.id as link_id, s.name as source, o.name as edition_of, l.state, l.reviewer,
  strftime('%Y-%m-%dT%H:%M:%S', l.at / 1000000, 'unixepoch') || printf('.%06dZ', l.at % 1000000) as decided_at,
  l.id = (select max(id) from edition_link where source = l.source and edition_of = l.edition_of) as is_latest
from edition_link l
join source s on s.id = l.source
join source o on o.id = l.edition_of;

create view filters as
select
  f.id as filter_id, s.name as source, f.slot, f.is_active, f.evidence,
  strftime('%Y-%m-%dT%H:%M:%S', f.at / 1000000, 'unixepoch') || printf('.%06dZ', f.at % 1000000) as decided_at,
  f.id = (select max(id) from place_filter where source = f.source and slot = f.slot) as is_latest
from place_filter f
join source s on s.id = f.source;
