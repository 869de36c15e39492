-- For readers: full text over every passage that ever stood, and views in words for Datasette and sqlite-utils.

-- contentless: the folded words are indexed, the text itself stays in `passage`
create virtual table passage_index using fts5(
  words, content='', columnsize=0, tokenize="unicode61 remove_diacritics 2 categories 'L* N* Co Mn Mc'"
);

create view captures as
select
  c.id as capture, s.name as source,
  strftime('%Y-%m-%dT%H:%M:%S', c.at / 1000000, 'unixepoch') || printf('.%06dZ', c.at % 1000000) as captured_at,
  coalesce(a.kind, d.kind) as disposition, d.vendor, coalesce(nullif(a.reason, ''), d.reason) as reason, c.status,
  r.url, r.final_url, r.media_type, b.size,
  case when b.id is not null then 'sha256:' || lower(hex(b.sha256)) end as digest,
  v.number as version, coalesce(v.capture = c.id, 0) as is_new_version,
  c.elapsed / 1000000.0 as elapsed_seconds, r.robots, r.tls, r.peer as peer_address
from capture c
join source s on s.id = c.source
join verdict d on d.id = c.verdict
join route r on r.id = c.route
left join body b on b.id = c.body
left join derivation e on e.capture = coalesce(c.confirms, c.id)
left join version m on m.id = e.version
left join version v on v.id = coalesce(
  -- words that went and came back while a look between was not read yet: the later version with the same words
  (
    select l.id from version l join wording y on y.id = l.wording join wording z on z.id = m.wording
    where l.source = m.source and l.capture > m.capture and l.capture <= c.id and y.digest = z.digest
    order by l.capture desc limit 1
  ), m.id
)
left join amendment a on a.id = (select max(id) from amendment where capture = c.id);

create view versions as
select
  s.name as source, v.number, s.name || '@v' || v.number as revision, w.title, w.language, w.published, w.modified,
  strftime('%Y-%m-%dT%H:%M:%S', c.at / 1000000, 'unixepoch') || printf('.%06dZ', c.at % 1000000) as first_seen_at,
  (
    select strftime('%Y-%m-%dT%H:%M:%S', k.at / 1000000, 'unixepoch') || printf('.%06dZ', k.at % 1000000)
    from capture k join derivation d on d.capture = coalesce(k.confirms, k.id) join version x on x.id = d.version
    join wording y on y.id = x.wording
    where k.source = v.source and y.digest = w.digest and k.id >= v.capture and k.id < coalesce(
      (select min(capture) from version where source = v.source and capture > v.capture), k.id + 1
    ) order by k.id desc limit 1
  ) as last_seen_at,
  'sha256:' || lower(hex(b.sha256)) as snapshot, 'sha256:' || lower(hex(w.digest)) as wording, e.name as extraction,
  v.is_technical, c.id as capture,
  (
    select group_concat(p.text, char(10) || char(10))
    from (select value from json_each(w.passages) order by key) j join passage p on p.id = j.value
  ) as text
from version v
join source s on s.id = v.source
join capture c on c.id = v.capture
join body b on b.id = c.body
join wording w on w.id = v.wording
join extraction e on e.id = v.extraction;

create view changes as
select
  s.name as source, o.number as old_version, n.number as new_version,
  strftime('%Y-%m-%dT%H:%M:%S', c.at / 1000000, 'unixepoch') || printf('.%06dZ', c.at % 1000000) as seen_at,
  h.severity, h.score, h.sentence, h.edits, h.added, h.removed, h.algorithm
from change h
join version o on o.id = h.old
join version n on n.id = h.new
join source s on s.id = n.source
join capture c on c.id = n.capture
where h.id = (select max(id) from change where old = h.old and new = h.new);
