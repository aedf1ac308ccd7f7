"""What the guide to the configuration shows can be done as it says."""

import re
import shutil
from pathlib import Path

from irsletter.catalog.load import config_folder, find_faults

BLOCK = re.compile(r"```toml\n# (\S+\.toml)\n(.*?)```", re.DOTALL)


def test_every_example_of_the_guide_can_be_added_to_the_file_that_it_names(tmp_path: Path):
    config = Path(shutil.copytree(config_folder(), tmp_path / "config"))
    examples = BLOCK.findall((config / "README.md").read_text(encoding="utf-8"))
    assert len(examples) >= 5
    for name, example in examples:
        file = config / name
        file.write_text(f"{file.read_text(encoding='utf-8')}\n{example}", encoding="utf-8")
    assert find_faults(config) == ()


def test_every_part_of_the_configuration_is_named_in_the_guide():
    guide = (config_folder() / "README.md").read_text(encoding="utf-8")
    for part in config_folder().iterdir():
        name = f"{part.name}/" if part.is_dir() else part.name
        assert name in guide or part.name == "README.md", name
