"""Learned filters: volatile slots of a page, learned from what seconds change, listed, counted, and undone."""

from .confirmation import (
    CONFIRMED,
    FILTER_ENDED,
    UNCONFIRMED,
    UNSTEADY,
    VOLATILE,
    confirm,
    is_noise,
    is_told_elsewhere,
    shown_again_by,
)
from .decisions import end_filter, filter_by_hand
from .looks import FETCHED_AGAIN
from .omission import Omission, leave_out, leave_out_standing
from .siblings import SITE_BLOCK, SITE_BLOCK_AGAIN, Siblings
from .slots import Slot, read_slot
from .standing import Standing, in_force, stand

__all__ = [
    "CONFIRMED",
    "FETCHED_AGAIN",
    "FILTER_ENDED",
    "SITE_BLOCK",
    "SITE_BLOCK_AGAIN",
    "UNCONFIRMED",
    "UNSTEADY",
    "VOLATILE",
    "Omission",
    "Siblings",
    "Slot",
    "Standing",
    "confirm",
    "end_filter",
    "filter_by_hand",
    "in_force",
    "is_noise",
    "is_told_elsewhere",
    "leave_out",
    "leave_out_standing",
    "read_slot",
    "shown_again_by",
    "stand",
]
