"""Write the model in a format of storage."""
