"""Claims to events, incidents and answers under a named policy."""
