"""Judging: which facts agree, which stand in one another's place, and which an edition lacks."""
