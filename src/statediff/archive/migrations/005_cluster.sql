-- What each edit of a change put in the place of what, so that an equal edit in many places is found at once.
-- A change whose edits are no substitutions has one row with an empty key; one without any row was summed up before.
create table substitution (
  id integer primary key, change integer not null references change, key text not null, old text not null,
  new text not null, seal blob not null
) strict;
create index substitution_change on substitution (change);
create index substitution_key on substitution (key);

create trigger substitution_no_update before update on substitution begin
  select raise(abort, 'substitution is append-only');
end;
create trigger substitution_no_delete before delete on substitution begin
  select raise(abort, 'substitution is append-only');
end;

create view substitutions as
select
  p.key, p.old, p.new, s.name as source, o.number as old_version, n.number as new_version, h.severity, h.score,
  h.sentence
from substitution p
join change h on h.id = p.change
join version o on o.id = h.old
join version n on n.id = h.new
join source s on s.id = n.source
where p.key <> '' and h.id = (select max(id) from change where old = h.old and new = h.new);
