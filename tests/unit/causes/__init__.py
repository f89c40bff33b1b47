"""Tests of the causes of failed checks, on a toy form."""
