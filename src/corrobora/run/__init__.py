"""How a corpus is coded: here, or in a pool of processes."""
