"""Checked rules as a plan: serialisable, hashed and cached, so that a warm start parses nothing."""
