"""Dates: the days, times of day and decades of a sentence."""
