-- What a hop was asked and what it answered, byte for byte; a hop that says what its capture says has no row in `hop`.
-- A request is kept without what may be a secret. A response is kept as its form: the values of its headers, which
-- stand with the hop or the capture, are cut out, so that answers which differ in a date alone are kept once.
create table message (
  capture integer not null references capture, number integer not null, request integer references body,
  response integer references body,
  rest text not null,       -- what came behind: '' nothing, 'body' the capture's body, 'coded' the same, compressed or cut
  truncated text not null,  -- why the answer ends early, in the words of WARC; '' when it is whole
  primary key (capture, number)
) strict, without rowid;

create trigger message_no_update before update on message begin select raise(abort, 'message is append-only'); end;
create trigger message_no_delete before delete on message begin select raise(abort, 'message is append-only'); end;
