"""What tokens cost."""

from dataclasses import dataclass

from models.reply import Usage


@dataclass(frozen=True, slots=True)
class Price:
    """US dollars for a million tokens."""

    prompt: float
    completion: float
    cached: float | None = None
    """Of prompt tokens that the server had cached; None = as other prompt tokens."""

    def of(self, usage: Usage) -> float:
        """What this usage costs."""
        cached = self.prompt if self.cached is None else self.cached
        fresh = usage.prompt_tokens - usage.cached_tokens
        return (
            fresh * self.prompt + usage.cached_tokens * cached + usage.completion_tokens * self.completion
        ) / 1e6


FREE = Price(0.0, 0.0)
"""Own hardware."""
