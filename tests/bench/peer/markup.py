"""markup.py PAGE.html OUT: the words of a published page as a plain Typst document, peer.typ.

So the peer sets the same words as we do: every part, paragraph, table, list, footnote and
diagram, in the markup that a person would type.
"""

import re
import sys
from html.parser import HTMLParser
from pathlib import Path

VOID = {"meta", "link", "br", "img", "col", "hr", "input"}
SPECIAL = re.compile(r"([\\#*_`$@<>\[\]~=+\-/\"'])")
LEVELS = {"h2": "=", "h3": "==", "h4": "===", "h5": "===="}


class Node:
    def __init__(self, tag, attributes, parent):
        self.tag, self.attributes, self.parent, self.children = tag, dict(attributes), parent, []

    def __getitem__(self, name):
        return self.attributes.get(name) or ""

    def has(self, name):
        return name in self["class"].split()

    def walk(self):
        yield self
        for child in self.children:
            if isinstance(child, Node):
                yield from child.walk()

    def find(self, test):
        return [node for node in self.walk() if test(node)]

    def words(self):
        return " ".join("".join(c if isinstance(c, str) else c.words() + " " for c in self.children).split())


class Tree(HTMLParser):
    def __init__(self, text):
        super().__init__(convert_charrefs=True)
        self.text = text
        self.root = self.at = Node("", {}, None)
        self.svgs = []
        self.feed(text)

    def handle_starttag(self, tag, attributes):
        node = Node(tag, attributes, self.at)
        self.at.children.append(node)
        if tag not in VOID:
            self.at = node

    def handle_startendtag(self, tag, attributes):
        self.at.children.append(Node(tag, attributes, self.at))

    def handle_endtag(self, tag):
        node = self.at
        while node.parent and node.tag != tag:
            node = node.parent
        if node.parent:
            self.at = node.parent

    def handle_data(self, data):
        self.at.children.append(data)


def escape(text):
    return SPECIAL.sub(r"\\\1", re.sub(r"\s+", " ", text))


def string(text):
    return '"' + text.replace("\\", "\\\\").replace('"', '\\"') + '"'


class Writer:
    """Writes the parts of a page; the drawings go to files beside."""

    def __init__(self, tree, source, out):
        self.out = out
        self.targets = {a["href"][1:] for a in tree.find(lambda n: n.tag == "a" and n["href"].startswith("#"))}
        self.svgs = iter(re.findall(r"<svg\b.*?</svg>", source, re.DOTALL))
        self.drawings = 0
        self.placed = set()
        notes = tree.find(lambda n: n.tag == "li" and n.parent.parent.has("footnotes"))
        self.notes = {note["id"]: note for note in notes}

    def name(self, node):
        """The place that references to a node lead to, once."""
        given = node["id"]
        if not given or given in self.placed or given not in self.targets:
            return ""
        self.placed.add(given)
        return f"#place-name({string(given)})"

    def inline(self, node):
        if isinstance(node, str):
            return escape(node)
        inner = lambda: "".join(map(self.inline, node.children))
        if node.tag in ("strong", "b"):
            return f"#strong[{inner()}]"
        if node.tag in ("em", "i"):
            return f"#emph[{inner()}]"
        if node.tag == "br":
            return " \\ "
        if node.tag == "code":
            return f"#raw({string(node.words())})"
        # The number of a paragraph is set beside it, and a page has feet for its notes.
        if node["role"] == "doc-backlink" or (node.has("number") and node["aria-label"].startswith("Paragraph")):
            return ""
        if node["role"] == "doc-noteref":
            note = self.notes.get(node["href"][1:])
            return f"#footnote[{''.join(map(self.inline, note.children)).strip()}]"
        if node.tag == "a":
            address = node["href"]
            if address.startswith("#"):
                return f"#see({string(address[1:])})[{inner()}]"
            return f"#link({string(address)})[{inner()}]"
        return inner()

    def block(self, node):
        if isinstance(node, str):
            return [escape(node).strip()] if node.strip() else []
        if node.tag in LEVELS:
            return [f"{LEVELS[node.tag]} {''.join(map(self.inline, node.children)).strip()}\n{self.name(node)}"]
        if node.has("footnotes") or node.tag in ("style", "template"):
            return []
        if node.tag == "figure":
            return [self.figure(node)]
        if node.tag == "table":
            return [self.table(node)]
        if node.tag in ("ul", "ol"):
            marker = "-" if node.tag == "ul" else "+"
            items = [node for node in node.children if isinstance(node, Node)]
            return ["\n".join(f"{marker} " + "\n\n".join(self.blocks(item)).replace("\n", "\n  ") for item in items)]
        if node.has("paragraph"):
            number = node.find(lambda n: n.has("number"))[0].words()
            return [f"{self.name(node)}#numbered({string(number)})[" + "\n\n".join(self.blocks(node)) + "]"]
        if node.has("callout"):
            return [f"{self.name(node)}#callout[" + "\n\n".join(self.blocks(node)) + "]"]
        if node.has("columns"):
            columns = [f"[{self.name(n)}" + "\n\n".join(self.blocks(n)) + "]" for n in node.children if isinstance(n, Node)]
            return [f"#grid(columns: (1fr, 1fr), column-gutter: 10mm, {', '.join(columns)})"]
        if node.tag in ("div", "section", "dl", "li", "dd", "td", "th") and any(
            isinstance(c, Node) and c.tag in ("p", "div", "section", "ul", "ol", "dl", "dt", "dd", "table", "figure", *LEVELS)
            for c in node.children
        ):
            here, inside = self.name(node), self.blocks(node)
            # A part starts a page with its heading, so the place comes after that.
            at = 1 if inside and inside[0].startswith("=") else 0
            return inside[:at] + ([here] if here else []) + inside[at:]
        return [self.name(node) + "".join(map(self.inline, node.children)).strip()]

    def blocks(self, node):
        """What is in a node, as blocks; words between them are paragraphs of their own."""
        found, line = [], ""
        for child in node.children:
            if isinstance(child, str) or child.tag in ("a", "strong", "em", "b", "i", "sup", "abbr", "span", "br", "code"):
                line += self.inline(child)
                continue
            found += [line.strip()] if line.strip() else []
            line = ""
            found += self.block(child)
        return [block for block in found + [line.strip()] if block]

    def figure(self, node):
        caption = "".join(self.inline(c) for n in node.find(lambda n: n.tag == "figcaption") for c in n.children)
        picture = node.find(lambda n: n.tag == "svg")
        if not picture:
            return f"{self.name(node)}{caption}"
        self.drawings += 1
        file = f"drawing-{self.drawings}.svg"
        svg = next(self.svgs)
        if "xmlns=" not in svg.split(">", 1)[0]:
            svg = svg.replace("<svg", '<svg xmlns="http://www.w3.org/2000/svg"', 1)
        (self.out / file).write_text(svg, "utf-8")
        return f"{self.name(node)}#drawing({string(file)}, {string(picture[0]['aria-label'])})[{caption}]"

    def table(self, node):
        caption = "".join(self.inline(c) for n in node.find(lambda n: n.tag == "caption") for c in n.children)
        cell = lambda n: "[" + "\n\n".join(self.blocks(n)) + "]"
        rows = [[cell(c) for c in row.children if isinstance(c, Node)] for row in node.find(lambda n: n.tag == "tr")]
        heads = [c for c in node.find(lambda n: n.tag == "tr")[0].children if isinstance(c, Node)]
        columns = ", ".join("auto" if head.has("numeric") else "1fr" for head in heads)
        body = ",\n  ".join(", ".join(row) for row in rows[1:])
        return (f"#captioned-table(columns: ({columns},), caption: [{caption.strip()}],\n"
                f"  table.header({', '.join(rows[0])}),\n  {body})")


def main(page, out):
    source = page.read_text("utf-8")
    tree = Tree(source).root
    writer = Writer(tree, source, out)
    facts = [n.words() for n in tree.find(lambda n: n.tag == "dd" and n.parent.parent.has("edition"))]
    edition, version, effective = facts
    partners = [n.words() for n in tree.find(lambda n: n.tag == "li" and n.parent.has("partners"))]
    partnership = next(n["content"] for n in tree.find(lambda n: n.tag == "meta" and n["name"] == "author"))
    main = tree.find(lambda n: n.tag == "main")[0]
    body = "\n\n".join(writer.blocks(main))
    missing = {name for name in re.findall(r'#see\("([^"]+)"\)', body)} - writer.placed
    if missing:
        raise SystemExit(f"no place for the references to {sorted(missing)}")
    title = tree.find(lambda n: n.tag == "h1")[0].words()
    (out / "peer.typ").write_text(
        '#import "template.typ": *\n'
        f"#show: agreement.with(title: {string(title)}, edition: {string(edition)}, version: {string(version)}, "
        f"effective: {string(effective)}, partnership: {string(partnership)}, "
        f"partners: ({', '.join(map(string, partners))},))\n\n{body}\n", "utf-8")
    (out / "template.typ").write_bytes((Path(__file__).parent / "template.typ").read_bytes())


if __name__ == "__main__":
    main(Path(sys.argv[1]), Path(sys.argv[2]))
