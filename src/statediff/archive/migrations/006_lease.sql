-- Which run visits a host, and until when nobody else may: changed in place, since nothing that was seen stands here.
-- `run` names the lock under which a run holds the archive, and that run; empty for a holder that is no run.
create table host_lease (
  host text primary key, holder text not null, run text not null, claimed_at integer not null,
  lapses_at integer not null, seal blob not null
) strict, without rowid;
