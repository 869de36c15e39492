"""The demonstration: an invented story of one joint statement, served on loopback and tracked by the real pipeline."""

from statediff.demo.performance import DemoResult, run

__all__ = ["DemoResult", "run"]
