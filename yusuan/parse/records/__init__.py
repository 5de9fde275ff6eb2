"""What was read as the records of the contract, and what was left over."""
