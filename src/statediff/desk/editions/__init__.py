"""Editions: what one statement says in several languages or from several ministries, fact beside fact."""
