"""Which mutants of the parser and the rules the tests see: make mutants ARGS="SIZE SEED".

A sample is drawn by the seed. What its own cases do not see, every test that reaches it tries;
tests/mutants/README.md says how to read it.
"""

import fnmatch
import os
import random
import re
import sys
from collections.abc import Callable
from pathlib import Path

import libcst as cst
from mutmut import __main__ as mutmut
from mutmut.mutation import file_mutation
from mutmut.stats import status_by_exit_code
from mutmut.utils import format_utils

SOURCE = Path("scripts")
RULE = re.compile(r'@rule\(\s*"([a-z-]+)"')
#: A rule that tells what the parser noticed.
NOTICED = re.compile(r'parser_faults\(site, "([a-z-]+)"')
name_of = format_utils.get_mutant_name
arrange = file_mutation.function_trampoline_arrangement
left_out = file_mutation.MutationVisitor._skip_node_and_children
collect_stats = mutmut.collect_or_load_stats
#: What hangs is caught too.
CAUGHT = ("killed", "timeout")


def registered_once(function, mutants, class_name):
    """Decorators stand above what chooses the mutant, so that none registers itself as the rule."""
    bare = function.with_changes(decorators=[])
    empty, (chooser, *others), filled, names = arrange(bare, mutants, class_name)
    chooser = chooser.with_changes(decorators=[*function.decorators, *chooser.decorators])
    return empty, [chooser, *others], filled, names


def left_out_but_decorated(visitor, node):
    """Every rule is a decorated function, and mutmut leaves those out."""
    return not isinstance(node, cst.FunctionDef) and left_out(visitor, node)


def tests_chosen(*words, **more) -> None:
    """The tests of a mutant by its module: what is remembered is called in one test alone."""
    collect_stats(*words, **more)
    files = {
        ".".join(file.relative_to(SOURCE).with_suffix("").parts): file.read_text("utf-8")
        for file in SOURCE.rglob("*.py")
    }
    rules = {module: {*RULE.findall(text)} for module, text in files.items()}
    tests = mutmut.state().duration_by_test
    cases = {
        test: test.partition("[")[2].partition(": ")[0] for test in tests if "/mutants/" in test
    }
    for function in {format_utils.mangled_name_from_mutant_name(name) for name in exit_codes()}:
        module, _, name = function.rpartition(".")
        parser = module.startswith("guidance.parse")
        own = rules.get(module, set())
        look = {name.removeprefix("x_").replace("_", "-")} & own
        if parser:
            look = {rule for text in files.values() for rule in NOTICED.findall(text)}
        elif not look:
            users = (rules[user] for user in files if f"{module} import" in files[user])
            look = own.union(*users)
        found = [test for test, rule in cases.items() if rule in look]
        found += [test for test in tests if test not in cases and parser]
        mutmut.state().tests_by_mangled_function_name[function] = sorted(
            found or tests, key=tests.get
        )


# It knows a folder src, and no scripts.
for user in (mutmut, file_mutation):
    user.get_mutant_name = lambda path, name: name_of(path.relative_to(SOURCE), name)
file_mutation.function_trampoline_arrangement = registered_once
file_mutation.MutationVisitor._skip_node_and_children = left_out_but_decorated


def exit_codes() -> dict[str, int | None]:
    """Of every mutant, by name."""
    found, _ = mutmut.collect_source_file_mutation_data(mutant_names=[])
    return {name: code for _, name, code in found}


def not_caught(names: list[str], choose: Callable[..., None]) -> dict[str, str]:
    """Those of some mutants that no chosen test sees, each with what became of it."""
    mutmut.state().tests_by_mangled_function_name.clear()
    mutmut.collect_or_load_stats = choose
    mutmut._run(names, None)
    codes = exit_codes()
    said = {name: status_by_exit_code[codes[name]] for name in names}
    return {name: status for name, status in said.items() if status not in CAUGHT}


def main(words: list[str]) -> None:
    """Try a sample, or the mutants of these names (``guidance.check.headings.x_bad_id*``)."""
    with mutmut.CatchOutput():
        mutmut.copy_src_dir()
        mutmut.create_mutants(os.cpu_count() or 2)
    sys.path[0] = str((Path("mutants") / SOURCE).absolute())  # and not the folder of this file
    every = sorted(exit_codes())
    names = [name for word in words for name in fnmatch.filter(every, word)]
    if not words or words[0].isdecimal():
        size, seed = (*map(int, words), *(400, 1)[len(words) :])
        names = random.Random(seed).sample(every, size)
    left = not_caught(names, tests_chosen)
    never = not_caught(list(left), collect_stats) if left else {}
    for name, status in left.items():
        seen = status if name in never else "seen by the cases of another rule"
        print(f"\n# {name}: {seen}\n{mutmut.get_diff_for_mutant(name)}")
    print(f"{len(names)} of {len(every)} mutants")
    for by, missed in (("their own cases", left), ("any case", never)):
        caught = len(names) - len(missed)
        print(f"caught by {by}: {caught}, {100 * caught / len(names):.1f} %")


if __name__ == "__main__":
    main(sys.argv[1:])
