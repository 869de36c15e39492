-- What was seen is never changed or deleted; bodies may only be packed anew.
create trigger source_no_update before update on source begin select raise(abort, 'source is append-only'); end;
create trigger source_state_no_update before update on source_state begin
  select raise(abort, 'source_state is append-only');
end;
create trigger verdict_no_update before update on verdict begin select raise(abort, 'verdict is append-only'); end;
create trigger route_no_update before update on route begin select raise(abort, 'route is append-only'); end;
create trigger header_set_no_update before update on header_set begin
  select raise(abort, 'header_set is append-only');
end;
create trigger capture_no_update before update on capture begin select raise(abort, 'capture is append-only'); end;
create trigger hop_no_update before update on hop begin select raise(abort, 'hop is append-only'); end;
create trigger amendment_no_update before update on amendment begin
  select raise(abort, 'amendment is append-only');
end;
create trigger event_no_update before update on event begin select raise(abort, 'event is append-only'); end;
create trigger run_no_update before update on run begin select raise(abort, 'run is append-only'); end;
create trigger checkpoint_no_update before update on checkpoint begin
  select raise(abort, 'checkpoint is append-only');
end;
create trigger passage_no_update before update on passage begin select raise(abort, 'passage is append-only'); end;
create trigger layout_no_update before update on layout begin select raise(abort, 'layout is append-only'); end;
create trigger extraction_no_update before update on extraction begin
  select raise(abort, 'extraction is append-only');
end;
create trigger wording_no_update before update on wording begin select raise(abort, 'wording is append-only'); end;
create trigger version_no_update before update of id, source, number, extraction, wording on version begin
  select raise(abort, 'version is append-only');
end;
create trigger derivation_no_update before update on derivation begin
  select raise(abort, 'derivation is append-only');
end;
create trigger reading_no_update before update on reading begin select raise(abort, 'reading is append-only'); end;
create trigger change_no_update before update on change begin select raise(abort, 'change is append-only'); end;
create trigger body_no_update before update of id, sha256, size on body begin
  select raise(abort, 'body is append-only');
end;
create trigger source_no_delete before delete on source begin select raise(abort, 'source is append-only'); end;
create trigger source_state_no_delete before delete on source_state begin
  select raise(abort, 'source_state is append-only');
end;
create trigger verdict_no_delete before delete on verdict begin select raise(abort, 'verdict is append-only'); end;
create trigger route_no_delete before delete on route begin select raise(abort, 'route is append-only'); end;
create trigger header_set_no_delete before delete on header_set begin
  select raise(abort, 'header_set is append-only');
end;
create trigger capture_no_delete before delete on capture begin select raise(abort, 'capture is append-only'); end;
create trigger hop_no_delete before delete on hop begin select raise(abort, 'hop is append-only'); end;
create trigger amendment_no_delete before delete on amendment begin
  select raise(abort, 'amendment is append-only');
end;
create trigger event_no_delete before delete on event begin select raise(abort, 'event is append-only'); end;
create trigger run_no_delete before delete on run begin select raise(abort, 'run is append-only'); end;
create trigger checkpoint_no_delete before delete on checkpoint begin
  select raise(abort, 'checkpoint is append-only');
end;
create trigger passage_no_delete before delete on passage begin select raise(abort, 'passage is append-only'); end;
create trigger layout_no_delete before delete on layout begin select raise(abort, 'layout is append-only'); end;
create trigger extraction_no_delete before delete on extraction begin
  select raise(abort, 'extraction is append-only');
end;
create trigger wording_no_delete before delete on wording begin select raise(abort, 'wording is append-only'); end;
create trigger version_no_delete before delete on version begin select raise(abort, 'version is append-only'); end;
create trigger derivation_no_delete before delete on derivation begin
  select raise(abort, 'derivation is append-only');
end;
create trigger reading_no_delete before delete on reading begin select raise(abort, 'reading is append-only'); end;
create trigger change_no_delete before delete on change begin select raise(abort, 'change is append-only'); end;
create trigger body_no_delete before delete on body begin select raise(abort, 'body is append-only'); end;
create trigger log_head_no_delete before delete on log_head begin select raise(abort, 'log_head is never deleted'); end;
create trigger tally_no_delete before delete on tally begin select raise(abort, 'tally is never deleted'); end;
