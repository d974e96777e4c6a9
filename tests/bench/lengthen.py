"""lengthen.py CONTENT OUT TIMES: the same edition with its chapters TIMES over, alone.

The documents beside it are left out, so that one edition is measured and not the family.

Ids and file names of the copies are new; their references still lead to the first. Appendices
stay as they are, for there are only so many letters, so the copies of the chapters are as many
as it takes for the whole to have TIMES the words.
"""

import re
import shutil
import sys
from pathlib import Path

ID = re.compile(r"\{#([a-z0-9-]+)")
BLOCK = re.compile(r"^([ \t]*(?:>[ \t]*)*)\{\{ *(?!table\b)([a-z-]+)((?: [^{}|\n]*)?)\}\}[ \t]*$", re.MULTILINE)
NOTE = re.compile(r"\[\^([^\]]+)\]")
MOST_CHAPTERS = 900
# Blocks that become a table or a figure, whose ids would stand twice.
NAMED = {
    "assessment-matrix", "governance-diagram", "leads", "morile", "plans", "priority-diagram",
    "priority-includes", "strategic-assessments",
}


def copy_of(text: str, number: int) -> str:
    """A chapter with ids of its own."""
    def block(match: re.Match) -> str:
        before, name, rest = match.groups()
        rest = re.sub(r" *#[a-z0-9-]+", lambda given: f"{given.group()}-{number}", rest).rstrip()
        if name in NAMED and "#" not in rest:
            rest = f" #{name}-{number}{rest}"
        return f"{before}{{{{ {name}{rest} }}}}"

    return BLOCK.sub(block, ID.sub(rf"{{#\1-{number}", text))


def words(folder: Path) -> int:
    return sum(len(file.read_text("utf-8").split()) for file in folder.rglob("*.md"))


def main(content: Path, out: Path, times: int) -> None:
    shutil.copytree(content, out, dirs_exist_ok=True)
    for settings in list(out.rglob("document.yaml")):
        shutil.rmtree(settings.parent)
    if times == 1:
        return
    chapters = sorted((content / "chapters").glob("*.md"))
    in_chapters = sum(len(file.read_text("utf-8").split()) for file in chapters)
    rounds = 1 + round((times - 1) * words(out) / in_chapters)
    shutil.rmtree(out / "chapters")
    (out / "chapters").mkdir()
    # There are no more than 999 chapters, so beyond that one holds several copies.
    together = -(-rounds * len(chapters) // MOST_CHAPTERS)
    place = 0
    for number in range(1, rounds + 1, together):
        for chapter in chapters:
            place += 1
            name = chapter.stem.split("-", 1)[1]
            text = chapter.read_text("utf-8")
            if number > 1:
                name, text = f"{name}-{number}", copy_of(text, number)
            _, _, body = chapter.read_text("utf-8").split("---\n", 2)
            for more in range(number + 1, min(number + together, rounds + 1)):
                text += copy_of(NOTE.sub(rf"[^\1-{more}]", body), more)
            (out / "chapters" / f"{place:03}-{name}.md").write_text(text, "utf-8")


if __name__ == "__main__":
    main(Path(sys.argv[1]), Path(sys.argv[2]), int(sys.argv[3]))
