"""measure.py PROGRAM SCRATCH: measures whole processes and prints the table of the README."""

import json
import os
import re
import subprocess
import sys
from pathlib import Path

HERE = Path(__file__).parent
ROOT = HERE.parent.parent
TIMES, MANY_TIMES = 20, 200
MOST_AGAINST_PEER, MOST_PAGE_MS, MOST_GROWTH, MOST_MEMORY = 1.15, 50, 22, 2.5
MOST_CHECK_MS, MOST_CHECK_GROWTH = 50, 11


def run(command):
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True)
    if done.returncode != 0:
        raise SystemExit(f"{' '.join(map(str, command))}\n{done.stdout}{done.stderr}")
    return done.stdout


def hyperfine(scratch, runs, commands):
    """CPU and wall time of each command in seconds: hyperfine's means of `runs` runs."""
    found = scratch / "hyperfine.json"
    quoted = [" ".join(f"'{part}'" for part in command) for command in commands]
    run(["hyperfine", "--shell=none", "--warmup=2", f"--runs={runs}", f"--export-json={found}", *quoted])
    return [(r["user"] + r["system"], r["mean"]) for r in json.loads(found.read_text())["results"]]


def peak_memory(command):
    """The most memory that a process held at once, in MB."""
    process = subprocess.Popen(command, cwd=ROOT, stdout=subprocess.DEVNULL)
    _, status, usage = os.wait4(process.pid, 0)
    if status != 0:
        raise SystemExit(f"{' '.join(map(str, command))} failed")
    return usage.ru_maxrss * 1024 / 1e6


def pages(pdf):
    """How many pages a PDF has, by its own page tree."""
    return int(re.search(r"(?m)^Pages:\s+(\d+)", run(["pdfinfo", pdf])).group(1))


class Edition:
    """One edition, published once, with its peer beside it."""

    def __init__(self, program, scratch, times):
        self.folder = scratch / f"times-{times}"
        self.content = self.folder / "content"
        run([sys.executable, HERE / "lengthen.py", ROOT / "content", self.content, str(times)])
        self.build = [program, "build", "--quiet", "--content", self.content, "--output", self.folder / "output"]
        run(self.build)
        self.pdf = next((self.folder / "output").glob("*.pdf"))
        page = next((self.folder / "output").glob("*.html"))
        # A folder for what is built again and again, so that each run replaces the last.
        self.html = [*self.build[:-1], self.folder / "page", "--only", "html"]
        self.only_pdf = [*self.build[:-1], self.folder / "pdf", "--only", "pdf"]
        peer = self.folder / "peer"
        peer.mkdir()
        run([sys.executable, HERE / "peer" / "markup.py", page, peer])
        self.peer_pdf = peer / "peer.pdf"
        self.start = [sys.executable, HERE / "peer" / "compile.py"]
        self.peer = [*self.start, peer / "peer.typ", self.peer_pdf, ROOT / "templates" / "fonts"]
        run(self.peer)


def checked(program, scratch):
    """CPU and wall time of checking: with the last edition, then alone, longer, and the peer."""
    folders = {times: scratch / f"check-{times}" / "content" for times in (1, TIMES, MANY_TIMES)}
    for times, folder in folders.items():
        run([sys.executable, HERE / "lengthen.py", ROOT / "content", folder, str(times)])
    check = lambda folder: [program, "check", "--level", "error", "--content", folder]
    proselint = Path(sys.executable).with_name("proselint")
    markdown = sorted(folders[1].rglob("*.md"))
    # The peer finds something, which is a status of 1; it is charged for its start elsewhere.
    peer = ["sh", "-c", '"$0" "$@" >/dev/null 2>&1 || true', proselint, "check", *markdown]
    commands = [check(ROOT / "content"), check(folders[1]), peer, [proselint, "version"]]
    whole, alone, peer, start = hyperfine(scratch, 40, commands)
    longer, longest = hyperfine(scratch, 5, [check(folders[TIMES]), check(folders[MANY_TIMES])])
    return whole, alone, longer, longest, (peer[0] - start[0], peer[1] - start[1])


def family(program, scratch):
    """CPU and wall time of all documents and of the shortest alone, and how many pages all have."""
    output = scratch / "family"
    build = [program, "build", "--quiet", "--output", output]
    run(build)
    count = sum(pages(pdf) for pdf in output.glob("*.pdf"))
    every, report, agreement = hyperfine(scratch, 10, [build, [*build, "committee-report"], [*build, "agreement"]])
    return count, every, report, agreement


def main(program, scratch):
    one, many = Edition(program, scratch, 1), Edition(program, scratch, TIMES)
    start, peer, build, pdf, html = hyperfine(scratch, 20, [one.start, one.peer, one.build, one.only_pdf, one.html])
    _, many_peer, many_build, many_html = hyperfine(scratch, 3, [many.start, many.peer, many.build, many.html])
    memory, many_memory = peak_memory(one.build), peak_memory(many.build)
    whole, alone, longer, longest, proselint = checked(program, scratch)
    of_all, every, report, of_the_family = family(program, scratch)
    counts = {edition: (pages(edition.pdf), pages(edition.peer_pdf)) for edition in (one, many)}

    # The peer is charged for setting the document alone, not for the start of Python.
    charged = lambda measured: (measured[0] - start[0], measured[1] - start[1])
    row = lambda what, count, time, memory="": f"| {what} | {count} | {time[0]:.3f} | {time[1]:.3f} | {memory} |"
    print(f"\n| whole process | pages | CPU s | wall s | memory MB |\n|---|--:|--:|--:|--:|")
    print(row("`agreement build`: PDF and page", counts[one][0], build, f"{memory:.0f}"))
    print(row("the PDF alone", counts[one][0], pdf))
    print(row("the page alone", "", html))
    print(row("`typst compile`, template by hand", counts[one][1], charged(peer)))
    print(row("all documents of `content/`: `agreement build`", of_all, every))
    print(row("`agreement build agreement`, the others read and checked", counts[one][0], of_the_family))
    print(row("`agreement build committee-report`, with the pages that it names", "", report))
    print(row(f"{TIMES} times as long: `agreement build`", counts[many][0], many_build, f"{many_memory:.0f}"))
    print(row("the page alone", "", many_html))
    print(row("`typst compile`, template by hand", counts[many][1], charged(many_peer)))
    print(row("`agreement check`, the last edition compared", "", whole))
    print(row("without the last edition", "", alone))
    print(row(f"{TIMES} times as long", "", longer))
    print(row(f"{MANY_TIMES} times as long", "", longest))
    print(row("`proselint`, the same Markdown", "", proselint))

    growth = (many_build[0] / build[0]) * TIMES / (counts[many][0] / counts[one][0])
    judged = [
        ("CPU time against the peer", build[0] / charged(peer)[0], MOST_AGAINST_PEER, ""),
        ("CPU time of the page alone", html[0] * 1000, MOST_PAGE_MS, " ms"),
        (f"CPU time of {TIMES} times the pages", growth, MOST_GROWTH, " times"),
        ("CPU time of a check", alone[0] * 1000, MOST_CHECK_MS, " ms"),
        (f"a check of {MANY_TIMES} against {TIMES} times", longest[0] / longer[0], MOST_CHECK_GROWTH, " times"),
        ("memory a page of the long edition", many_memory / counts[many][0], MOST_MEMORY, " MB"),
    ]
    print()
    for what, found, most, unit in judged:
        print(f"{what}: {found:.2f}{unit}, at most {most}{unit}: {'kept' if found <= most else 'NOT KEPT'}")
    return int(any(found > most for _, found, most, _ in judged))


if __name__ == "__main__":
    sys.exit(main(Path(sys.argv[1]), Path(sys.argv[2])))
