"""What Larkmart does for other programs."""

from device.phone.apps.dollar import dollars
from device.phone.apps.store.catalog import found, product
from device.phone.apps.store.order import bill_for, place_order
from device.phone.system.appfunction import AppFunction, FunctionFault, Given, Parameter, string
from device.phone.system.context import Context


def _find(context: Context, given: Given) -> list[str]:
    return [
        f"{one.id}: {one.name} by {one.seller}, {dollars(one.cents)}"
        for one in found(context, string(given, "words"))
        if one.kind == "goods" and one.stock
    ]


def _order(context: Context, given: Given) -> str:
    number, count = (int(string(given, name) or 1) for name in ("article", "count"))
    article = product(context, number)
    if article is None or article.kind != "goods" or not 0 < count <= article.stock:
        raise FunctionFault("there is no such article, or not as many of it")
    placed = place_order(context, {number: count})
    if not placed:
        raise FunctionFault("the account has no address, or nothing to pay with")
    return f"ordered {count} of {article.name} for {dollars(bill_for(context, {number: count}).total)}"


FUNCTIONS = (
    AppFunction(
        "findArticles",
        "Finds articles of the shop, each with its number and price.",
        (Parameter("words", "string", "Words that all stand in its name or description"),),
        _find,
    ),
    AppFunction(
        "orderArticle",
        "Orders an article, paid and delivered as the account says.",
        (
            Parameter("article", "int", "Its number"),
            Parameter("count", "int", "How many; one where it is left out", required=False),
        ),
        _order,
    ),
)
