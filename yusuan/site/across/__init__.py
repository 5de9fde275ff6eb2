"""What units say of one another: digests of their figures, their years, families and peers."""
