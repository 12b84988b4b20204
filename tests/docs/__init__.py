"""The documentation is true: its commands run, and it leaves nothing out."""
