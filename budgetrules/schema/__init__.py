"""What a form and a checked rule are made of: frozen values, no reading, no judging."""
