"""Text recognition behind one seam."""

from irsletter.extract.ocr.engine import Engine, Layout
from irsletter.extract.ocr.table import ENGINES, SEEING, EngineFacts, choose_engine, probe

__all__ = ["ENGINES", "SEEING", "Engine", "EngineFacts", "Layout", "choose_engine", "probe"]
