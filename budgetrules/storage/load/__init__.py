"""Read back what storage.save wrote, as the same disclosures."""
