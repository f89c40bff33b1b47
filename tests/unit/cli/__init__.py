"""The parts of the command line, each by itself."""
