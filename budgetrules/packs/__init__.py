"""Rule folders → checked plan: which files make a pack, in which order packs build."""
