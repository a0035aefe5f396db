"""What people decide about a graph, and what a changed schema would mean for it."""
