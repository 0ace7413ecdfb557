"""Tag drone models and places in contested footage; hand over bundles that anyone can check."""

__version__ = "0.1.0"
