"""Measure the program: `make bench`. Figures and ratios come from one run, side by side; nothing is asserted."""

from tests.benchmarks import searching, startup

if __name__ == "__main__":
    startup.main()
    searching.main()
