"""Handouts: the dossier as HTML, Markdown, Word file or PDF, to mail, print and hand in. jinja2 lives here.

Comes in: a `Dossier`. Goes out: a file that loads nothing from outside. Every text from documents is escaped on its way
into the templates: no markup of a document becomes markup of the handout.
"""

import re
from base64 import b64encode
from hashlib import sha256
from pathlib import Path

from jinja2 import Environment, FileSystemLoader, StrictUndefined, select_autoescape
from markupsafe import Markup

from relgraph.document import weblink
from relgraph.dossier import Dossier
from relgraph.errors import UsageError
from relgraph.resources import file, folder
from relgraph.wording import when

#: Formats of a handout, each with the extensions that stand for it; the first is the default.
FORMS = {"md": (".md", ".markdown"), "html": (".html", ".htm"), "docx": (".docx",), "pdf": (".pdf",)}
#: Those that are text.
TEXTS = ("md", "html")
MARKS = re.compile(r"([\\`*_{}\[\]<>#|~^$!&])")
NUMBERED = re.compile(r"^(\d+)([.)])|^([-+=])")


def form_of(path: str) -> str:
    """Give the format that a file's extension stands for; raise UsageError for none."""
    for form, extensions in FORMS.items():
        if Path(path).suffix.lower() in extensions:
            return form
    raise UsageError(path, "its extension names no format of a dossier", f"end it in .{' or .'.join(FORMS)}")


def written(dossier: Dossier, form: str) -> bytes:
    """Write a dossier as a file in one of `FORMS`; raise UsageError where the library for it is not installed."""
    if form == "docx":
        from relgraph import wordfile

        return wordfile.written(dossier)
    if form == "pdf":
        from relgraph import printout

        return printout.written(dossier)
    return rendered(dossier, form).encode("utf-8", "replace")


def rendered(dossier: Dossier, form: str) -> str:
    """Write a dossier as text, in one of `TEXTS`."""
    if form not in TEXTS:
        known = FORMS if form not in FORMS else TEXTS
        raise UsageError(
            form, f"is no {'' if known is FORMS else 'text '}format of a dossier", f"choose one of {', '.join(known)}"
        )
    words = Environment(
        loader=FileSystemLoader(folder("templates")),
        autoescape=select_autoescape(["html"], default=False),
        finalize=markdown if form == "md" else None,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
    )
    words.filters |= {"when": when, "weblink": weblink}
    style = file("templates", "dossier.css").read_text("utf-8")
    own = {"style": Markup(style), "style_hash": _hash(style)} if form == "html" else {}  # noqa: S704 - a packaged file
    return words.get_template(f"dossier.{form}").render(dossier=dossier, **own)


def markdown(value: object) -> str:
    """Write a value as one line of Markdown that says it literally.

    >>> print(markdown("1. <b>*bold*</b>"))
    1\\. \\<b\\>\\*bold\\*\\</b\\>
    """
    line = " ".join(str(value).split())
    return NUMBERED.sub(
        lambda match: f"{match[1]}\\{match[2]}" if match[1] else f"\\{match[3]}", MARKS.sub(r"\\\1", line)
    )


def _hash(text: str) -> str:
    return f"'sha256-{b64encode(sha256(text.encode()).digest()).decode()}'"
