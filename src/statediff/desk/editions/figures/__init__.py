"""Figures: the amounts of a sentence, however a language writes them."""
