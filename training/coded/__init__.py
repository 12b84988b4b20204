"""Reports coded by ourselves in the form of the gold, for training: see README.md beside this."""
