"""Source → Extraction: what an engine reads in one source."""
