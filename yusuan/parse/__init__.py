"""Reading a disclosure: bytes to lines, lines to grids and passages, grids to records with their lines."""
