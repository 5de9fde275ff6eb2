"""Label and value side by side: amounts, indicators with their targets, prose and counts."""
