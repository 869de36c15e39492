"""The local web application: the reports' own pages over a live archive, with forms for review."""
