"""Figures of running text: what each is, by the cue words around it, and what it goes with."""
