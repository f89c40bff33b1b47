"""The narrative: headings, prescribed wordings, and what they state."""
