"""Probes collect facts, checks judge them, the runner joins the two; they meet nowhere else."""
