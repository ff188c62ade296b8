"""The judge: tables against gold dispatches. `python -m pipeline.evaluate` is its command."""
