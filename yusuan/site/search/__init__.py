"""The search index: the text of pages as tokens, passages and documents, and Pagefind over them."""
