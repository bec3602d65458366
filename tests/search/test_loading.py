"""What is loaded when: a program that only reads a query or lists claims never waits for the engine."""

import subprocess
import sys


def test_the_engine_is_loaded_with_the_first_index_and_not_before() -> None:
    program = """
import sys
import esgtui.search.engine, esgtui.search.filters, esgtui.search.names, esgtui.search.query
esgtui.search.query.parse("steel company:smart")
print(sorted({"tantivy", "rapidfuzz", "difflib"} & set(sys.modules)))
esgtui.search.engine.ClaimIndex((), esgtui.search.names.Names()).build()
print("tantivy" in sys.modules)
"""
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True)
    assert done.stdout.split("\n")[:2] == ["[]", "True"]
