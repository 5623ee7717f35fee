"""Pro Expense: what was spent and earned."""

from device.phone.apps.expense.expense import Expense

__all__ = ["Expense"]
