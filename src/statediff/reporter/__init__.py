"""Changes and histories as reports people can read, quote and check."""

from statediff.reporter.page import render, render_report
from statediff.reporter.patch import unified
from statediff.reporter.plain import render_text
from statediff.reporter.terminal import print_log, print_version

__all__ = ["print_log", "print_version", "render", "render_report", "render_text", "unified"]
