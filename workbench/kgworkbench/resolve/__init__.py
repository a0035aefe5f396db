"""From mentions to entities: names made comparable, and mentions judged to be one thing."""
