"""Side by side in one run: what this does, and what its peers do on the same input and machine."""
