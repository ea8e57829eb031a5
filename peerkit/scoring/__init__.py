"""Scoring: gates, then points as a range, then reasons. Pure: it knows ``peerkit.model`` and nothing else."""

from peerkit.scoring.judging import judge, verdict_of
from peerkit.scoring.ranking import in_order, rank, shared_function

__all__ = ["in_order", "judge", "rank", "shared_function", "verdict_of"]
