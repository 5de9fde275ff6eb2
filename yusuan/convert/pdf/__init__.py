"""PDF with a text layer → pages of glyphs and ruling lines → tables and paragraphs."""
