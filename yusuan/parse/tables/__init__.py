"""Lines to grids of rows, grids to tables: captions, headers, columns, pages joined, fields put right."""
