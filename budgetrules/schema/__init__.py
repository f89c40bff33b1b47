"""What a form consists of, and what a checked rule is made of: frozen values, no reading, no evaluation."""
