"""The catalogue of sentences for people, in Chinese and English, and its TSV files."""
