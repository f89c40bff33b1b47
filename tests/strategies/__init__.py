"""Generated disclosures."""
