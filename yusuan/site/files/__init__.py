"""What is published beside the pages: downloads, catalogues, pictures."""
