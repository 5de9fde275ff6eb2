"""What we know of budget disclosures, as data, and the loaders that turn it into frozen dataclasses."""
