"""How fast the pipeline is beside others: `python -m pipeline.bench`."""
