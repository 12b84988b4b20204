"""What the commands show: progress, tables, words."""
