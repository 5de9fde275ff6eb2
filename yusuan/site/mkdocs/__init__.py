"""What MkDocs calls, and what a built site gets besides."""
