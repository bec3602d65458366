"""A table of claims that tests import in the shell."""

FIRST = [
    {"Id": "a", "Company": "ABB", "Claim": "We cut our emissions by half until 2030.", "Status": "Pledged"},
    {"Id": "b", "Company": "ABB", "Claim": "We reuse the water of all our plants.", "Status": "Achieved"},
    {"Id": "c", "Company": "Eiffage", "Claim": "We build with timber wherever we can.", "Status": "Pledged"},
]
