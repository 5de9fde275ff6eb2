"""Around a run: what the catalog sets, what may be reused, and the report."""
