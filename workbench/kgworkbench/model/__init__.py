"""Frozen, slotted values that every part of the line shares; standard library only."""
