"""Canonical RDF: the digest is that of RDFC-1.0, whatever syntax, order and names of blank nodes a file has."""

import socket
import tracemalloc
from collections.abc import Iterator
from contextlib import suppress
from hashlib import sha256
from pathlib import Path

import pytest
from pyoxigraph import BlankNode, Literal, NamedNode, Quad

from relgraph import canonical, files
from relgraph.errors import InputError, Overtime

#: Canonical N-Quads that the recommendation and its test suite print (https://www.w3.org/TR/rdf-canon/, example of
#: shared hashes; https://w3c.github.io/rdf-canon/tests/, test003), each with an input of other names and order.
PRINTED = {
    "shared hashes": (
        """
_:e0 <http://example.com/#p> _:e1 .
_:e1 <http://example.com/#p> _:e0 .
<http://example.com/#s> <http://example.com/#q> _:e0 .
<http://example.com/#s> <http://example.com/#q> _:e1 .
""",
        None,
    ),
    "one blank node": (
        "_:z <http://example.org/vocab#p> <http://example.org/o> .\n",
        "_:c14n0 <http://example.org/vocab#p> <http://example.org/o> .\n",
    ),
    "odd characters": (
        '<http://a/s> <http://a/p> "\\u0001\\u007f\\t\\n\\"\\\\é" .\n',
        '<http://a/s> <http://a/p> "\\u0001\\u007F\\t\\n\\"\\\\é" .\n',
    ),
}


def written(folder: Path, name: str, text: str) -> Path:
    path = folder / name
    path.write_text(text, encoding="utf-8")
    return path


@pytest.mark.parametrize("case", [name for name, (_, wanted) in PRINTED.items() if wanted])
def test_the_digest_is_the_hash_of_the_canonical_form(case: str, tmp_path: Path) -> None:
    text, wanted = PRINTED[case]
    assert wanted
    assert canonical.digest_of_file(written(tmp_path, "a.nq", text)) == sha256(wanted.encode()).hexdigest()


def test_names_of_blank_nodes_order_and_syntax_do_not_count(tmp_path: Path) -> None:
    text, _ = PRINTED["shared hashes"]
    lines = text.strip().replace("_:e0", "_:q").replace("_:e1", "_:a").split("\n")
    other = "\n".join(reversed(lines)) + "\n"
    turtle = "@prefix : <http://example.com/#> . :s :q _:x, _:y . _:y :p _:x . _:x :p _:y . :s :q _:x ."
    found = {
        canonical.digest_of_file(written(tmp_path, "a.nq", text)),
        canonical.digest_of_file(written(tmp_path, "b.nt", other)),
        canonical.digest_of_file(written(tmp_path, "c.ttl", turtle)),
    }
    assert len(found) == 1
    changed = written(tmp_path, "d.nt", other.replace("#q", "#r"))
    assert canonical.digest_of_file(changed) not in found


def test_blank_nodes_that_cannot_be_told_apart_in_time_are_refused(tmp_path: Path) -> None:
    everyone = range(11)
    clique = "".join(f"_:n{one} <http://a/p> _:n{other} .\n" for one in everyone for other in everyone if one != other)
    with pytest.raises(Overtime, match="told apart within 1 s"):
        canonical.digest_of_file(written(tmp_path, "clique.nt", clique), seconds=1)


@pytest.mark.parametrize(
    ("name", "text", "said"),
    [
        ("a.docx", "", "no RDF syntax"),
        ("a.ttl", "<http://a> <http://b> .", "cannot be read"),
        ("a.rdf", '<?xml version="1.0"?><!DOCTYPE r [<!ENTITY e "x">]><r/>', "XML entities"),
        ("a.jsonld", '{"@context": "http://example.org/c", "a": 1}', "cannot be read"),
        ("a.nq.gz", "no gzip", "cannot be read"),
        ("a.nt", "<http://a> <http://b> <<( <http://a> <http://b> _:c )>> .", "triple terms"),
    ],
)
def test_what_cannot_be_read_is_refused_by_name(name: str, text: str, said: str, tmp_path: Path) -> None:
    with pytest.raises(InputError, match=said) as caught:
        canonical.digest_of_file(written(tmp_path, name, text))
    assert name in caught.value.place
    with pytest.raises(InputError, match="no such file"):
        canonical.digest_of_file(tmp_path / "none.nq")


@pytest.mark.parametrize("packing", [".gz", ".bz2", ".xz"])
def test_a_file_that_unpacks_to_far_more_than_itself_is_refused(
    packing: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(files, "AMPLE", 100_000)
    for name, count in (("bomb", 30_000), ("small", 2_000)):
        with files.packed_write(tmp_path / f"{name}.nt{packing}") as stream:
            stream.write(b"<http://a> <http://b> <http://c> .\n" * count)
    with pytest.raises(InputError, match="unpacks to more than 200 times its size"):
        canonical.digest_of_file(tmp_path / f"bomb.nt{packing}")
    whole = written(tmp_path, "a.nt", "<http://a> <http://b> <http://c> .\n")
    assert canonical.digest_of_file(tmp_path / f"small.nt{packing}") == canonical.digest_of_file(whole)


@pytest.mark.parametrize("name", ["a.nt", "a.ttl", "a.trig", "a.nq", "a.nq.gz"])
def test_a_byte_order_mark_does_not_count(name: str, tmp_path: Path) -> None:
    found = []
    for mark in ("\ufeff", ""):
        with files.packed_write(tmp_path / name) as stream:
            stream.write(f"{mark}<http://a> <http://b> <http://c> .\n".encode())
        found.append(canonical.digest_of_file(tmp_path / name))
    assert found[0] == found[1]


def test_a_term_that_the_parser_does_not_take_is_refused(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="cannot be read.*buffer"):
        canonical.digest_of_file(written(tmp_path, "a.nt", f'<http://a> <http://b> "{"x" * (1 << 24)}" .\n'))


REMOTE = {
    "dtd.rdf": '<?xml version="1.0"?><!DOCTYPE r SYSTEM "@"><r xmlns="http://a/">&e;</r>',
    "parameter.rdf": '<?xml version="1.0"?><!DOCTYPE r [<!ENTITY % p SYSTEM "@"> %p;]><r xmlns="http://a/"/>',
    "entity.rdf": '<?xml version="1.0"?><!DOCTYPE r [<!ENTITY e SYSTEM "@">]><r xmlns="http://a/">&e;</r>',
    "a.jsonld": '{"@context": "@", "a": 1}',
    "import.jsonld": '{"@context": {"@version": 1.1, "@import": "@"}, "a": 1}',
    "nested.jsonld": '{"@context": {"a": {"@id": "http://a/", "@context": "@"}}, "a": {"b": 1}}',
}


@pytest.mark.parametrize("name", REMOTE)
@pytest.mark.parametrize("what", ["server", "file"])
def test_nothing_that_a_file_points_at_is_read(name: str, what: str, tmp_path: Path) -> None:
    secret = written(tmp_path, "secret", '{"@context": {"a": "http://secret/"}}')
    with socket.create_server(("127.0.0.1", 0)) as listener:
        listener.settimeout(0.2)
        address = f"http://127.0.0.1:{listener.getsockname()[1]}/" if what == "server" else secret.as_uri()
        path = written(tmp_path, name, REMOTE[name].replace('@"', f'{address}"'))
        with suppress(InputError):  # what is not refused says no more than it says itself
            assert not [quad for quad in canonical.statements(path) if "secret" in str(quad)]
        with pytest.raises(TimeoutError):
            listener.accept()


def test_statements_with_blank_nodes_are_not_taken_for_canonical() -> None:
    p = NamedNode("http://a/p")
    with pytest.raises(InputError, match="blank nodes"):
        canonical.digest([Quad(p, p, BlankNode())])
    assert canonical.digest([Quad(p, p, Literal("_:not one ."))])


def test_lines_are_sorted_by_bytes_and_each_is_given_once_in_flat_memory() -> None:
    def words(count: int) -> Iterator[bytes]:
        return (f"{number * 7919 % 100_003:0800d} é\n".encode() for number in range(count))

    assert list(canonical.ordered([*words(3_000), *words(9)], batch=1_000)) == sorted(words(3_000))
    assert list(canonical.ordered([])) == []
    peaks = []
    for count in (5_000, 20_000):
        tracemalloc.start()
        for _ in canonical.ordered(words(count), batch=1_000):
            pass
        peaks.append(tracemalloc.get_traced_memory()[1])
        tracemalloc.stop()
    assert peaks[1] < 1.3 * peaks[0]  # what grows is one buffer for each temporary file
