"""The commands: thin, everything heavy imported when a command needs it."""
