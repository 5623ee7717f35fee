"""Nearly the right expenses."""

from collections.abc import Mapping, Sequence

from tests.tasks.suites.attempt import Near
from tests.tasks.suites.otherrows import both, changed, one_short, one_too_many, the_wrong_one, then, treating

_ADD, _DELETE = "ExpenseAddMultiple", "ExpenseDeleteMultiple"
_MARK = ". Reimbursable."

NEAR: Mapping[str, Sequence[Near]] = {
    "ExpenseAddSingle": (
        treating(_ADD, changed("amount", 1)),
        treating(_ADD, changed("note", "!")),
        treating(_ADD, one_too_many),
    ),
    "ExpenseAddMultiple": (
        treating(_ADD, one_short),
        treating(_ADD, the_wrong_one),
        treating(_ADD, one_too_many),
    ),
    "ExpenseAddMultipleFromMarkor": (
        treating(_ADD, changed("note", _MARK)),
        treating(_ADD, the_wrong_one),
        treating(_ADD, one_too_many),
    ),
    "ExpenseAddMultipleFromGallery": (
        treating(_ADD, changed("amount", 10)),
        treating(_ADD, changed("name", " once more")),
        treating(_ADD, one_too_many),
    ),
    "ExpenseDeleteSingle": (
        then("ExpenseDeleteSingle", _ADD, both),
        then("ExpenseDeleteSingle", _ADD, changed("amount", 5)),
    ),
    "ExpenseDeleteMultiple": (
        treating(_DELETE, one_short),
        then("ExpenseDeleteMultiple", _ADD, one_short),
    ),
    "ExpenseDeleteMultiple2": (
        treating(_DELETE, one_short),
        treating(_DELETE, the_wrong_one),
        treating(_DELETE, one_too_many),
    ),
    "ExpenseDeleteDuplicates": (
        treating(_DELETE, both),
        treating(_DELETE, the_wrong_one),
        then("ExpenseDeleteDuplicates", _DELETE, one_short),
    ),
    "ExpenseDeleteDuplicates2": (
        treating(_DELETE, both),
        then("ExpenseDeleteDuplicates2", _DELETE, the_wrong_one),
    ),
}
