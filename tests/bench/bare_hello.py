"""The yardstick: the smallest Typer command there is, on the same Typer."""

import typer


def main(name: str = "you") -> None:
    """Say hello."""
    print(f"hello {name}")


if __name__ == "__main__":
    typer.run(main)
