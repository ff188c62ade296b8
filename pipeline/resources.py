"""Where the data files are that the package ships."""

from functools import cache
from pathlib import Path


@cache
def models_dir() -> Path:
    """The folder of rules and lexicons: inside an installed package, else in the checkout."""
    package = Path(__file__).parent
    shipped = package / "models"
    return shipped if shipped.is_dir() else package.parent / "models"
