"""Text recognition behind one seam."""

from irsletter.extract.ocr.engine import Engine, Layout
from irsletter.extract.ocr.table import ENGINES, EngineFacts, choose_engine, probe

__all__ = ["ENGINES", "Engine", "EngineFacts", "Layout", "choose_engine", "probe"]
