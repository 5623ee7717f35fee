"""Rates of currencies, and an account that can be exchanged into them."""

from decimal import ROUND_HALF_UP, Decimal

from tasks.servers.state import ServerState


class Currency:
    """The tools of a bureau of exchange."""

    def __init__(self, state: ServerState) -> None:
        self._state = state

    def convert(self, amount: float, source: str, target: str) -> str:
        """Tell what an amount in one currency (as EUR) is in another today; nothing is exchanged."""
        return str(converted(amount, self._rate(source), self._rate(target)))

    def exchange(self, amount: float, source: str, target: str) -> str:
        """Exchange money of the owner's account, at a fee of 2%."""
        self._rate(source), self._rate(target)
        self._state.add("exchanged", {"amount": amount, "source": source, "target": target})
        return "exchanged"

    def _rate(self, name: str) -> str:
        rates = self._state.read()["rates"]
        assert isinstance(rates, dict)
        if name.upper() not in rates:
            raise ValueError(f"there is no rate of {name}; there are: {', '.join(rates)}")
        return str(rates[name.upper()])


def converted(amount: float, source: str, target: str) -> Decimal:
    """An amount by the dollars that a unit of each currency costs, in hundredths."""
    exact = Decimal(str(amount)) * Decimal(source) / Decimal(target)
    return exact.quantize(Decimal("0.01"), ROUND_HALF_UP)
