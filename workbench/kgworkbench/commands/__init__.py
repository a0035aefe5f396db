"""What each ``kgw`` command does: reads its input, runs the façade, prints the result."""
