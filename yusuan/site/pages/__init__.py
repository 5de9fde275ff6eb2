"""Pages: each module renders and writes one kind."""
