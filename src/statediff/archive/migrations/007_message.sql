-- What a hop was asked and what it answered, byte for byte; a hop that says what its capture says has no row in `hop`.
-- Both are kept as forms, without the values that differ from look to look, so that each is kept once: those of an
-- answer's headers stand with the hop or the capture. What may be a secret in a request is not kept.
create table message (
  capture integer not null references capture, number integer not null,
  request integer references body,
  validators text not null, -- of a request that asks only for what changed: what fills its form, as JSON
  response integer references body,
  rest text not null,       -- what came behind: '' nothing, 'body' the capture's body, 'coded' the same, compressed or cut
  truncated text not null,  -- why the answer ends early, in the words of WARC; '' when it is whole
  primary key (capture, number)
) strict, without rowid;

create trigger message_no_update before update on message begin select raise(abort, 'message is append-only'); end;
create trigger message_no_delete before delete on message begin select raise(abort, 'message is append-only'); end;
