"""The stages, one file each, in the order of the pipeline: see `pipeline.nlp.STAGES`."""
