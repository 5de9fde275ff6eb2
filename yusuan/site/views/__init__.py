"""What a unit's page shows, worked out from its package: no file is written here."""
