"""Training of the learned reader: sources of supervision, windows, model, fitting, export."""
