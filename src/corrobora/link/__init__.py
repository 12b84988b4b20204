"""Which events tell of one happening, which actors are one person."""
