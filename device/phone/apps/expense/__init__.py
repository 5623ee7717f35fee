"""Pro Expense: what was spent and earned."""

from device.phone.apps.expense.expense import Expense

APPS = (Expense,)
