"""Laying side by side: which paragraphs and sentences of the editions stand for one another."""
