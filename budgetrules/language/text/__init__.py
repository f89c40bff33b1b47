"""Rule text → lines → tree, and back: keywords, parser, printer."""
