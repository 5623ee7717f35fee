"""Numbers and dates as scripts put them into words."""

import pytest

DAY = "new Date(2023, 9, 5, 15, 4, 9)"
LEAP = "new Date(2024, 1, 29, 9, 5)"
FULL = "weekday: 'long', year: 'numeric', month: 'long', day: 'numeric'"
CLOCK = "hour: '2-digit', minute: '2-digit'"


@pytest.mark.parametrize(
    ("expression", "said"),
    [
        ("(1234567.891).toLocaleString()", "1,234,567.891"),
        ("(-1234.5).toLocaleString('de-DE')", "-1.234,5"),
        ("(1234.5).toLocaleString('en-US', {style: 'currency', currency: 'EUR'})", "€1,234.50"),
        ("(-5).toLocaleString('en-US', {style: 'currency', currency: 'USD'})", "-$5.00"),
        ("new Intl.NumberFormat('de-DE', {style: 'currency', currency: 'EUR'}).format(5)", "5,00\u00a0€"),
        ("new Intl.NumberFormat('ja', {style: 'currency', currency: 'JPY'}).format(1999.6)", "￥2,000"),
        ("new Intl.NumberFormat('en', {style: 'currency', currency: 'CHF', maximumFractionDigits: 0})"
         ".format(9)",
         "CHF\u00a09"),
        ("(0.256).toLocaleString('en', {style: 'percent'}),"
         " (.5).toLocaleString('en', {minimumFractionDigits: 2})",
         "26% 0.50"),
        ("(15300).toLocaleString('en', {notation: 'compact'}),"
         " (7).toLocaleString('en', {minimumIntegerDigits: 2})",
         "15K 07"),
        ("(1e5).toLocaleString('en', {useGrouping: false}),"
         " (3).toLocaleString('en', {signDisplay: 'always'})",
         "100000 +3"),
        (f"{DAY}.toLocaleDateString()", "10/5/2023"),
        (f"{DAY}.toLocaleTimeString()", "3:04:09 PM"),
        (f"{DAY}.toLocaleString()", "10/5/2023, 3:04:09 PM"),
        (f"{DAY}.toLocaleDateString('en-US', {{{FULL}}})",
         "Thursday, October 5, 2023"),
        (f"{DAY}.toLocaleDateString('en-US', {{month: 'short', year: 'numeric'}})", "Oct 2023"),
        (f"{DAY}.toLocaleString('en-US', {{month: 'short', day: '2-digit', {CLOCK}}})",
         "Oct 05, 03:04 PM"),
        (f"{DAY}.toLocaleTimeString([], {{{CLOCK}, hour12: false}})", "15:04"),
        (f"{DAY}.toLocaleTimeString('en-US', {{timeStyle: 'short'}})", "3:04 PM"),
        (f"new Intl.DateTimeFormat('en-US', {{dateStyle: 'medium'}}).format({DAY})", "Oct 5, 2023"),
        (f"new Intl.DateTimeFormat('en-US', {{dateStyle: 'full', timeStyle: 'short'}}).format({DAY})",
         "Thursday, October 5, 2023 at 3:04 PM"),
        (f"new Intl.DateTimeFormat('en-GB', {{dateStyle: 'medium', timeStyle: 'short'}}).format({DAY})",
         "5 Oct 2023, 15:04"),
        (f"{DAY}.toLocaleDateString('en-GB'), {DAY}.toLocaleDateString('de-DE', {{dateStyle: 'short'}})",
         "05/10/2023 05.10.23"),
        (f"{DAY}.toLocaleDateString('zh-CN', {{dateStyle: 'full'}}), {DAY}.toLocaleDateString('zh-CN')",
         "2023年10月5日星期四 2023/10/5"),
        ("(1234567.891).toLocaleString('de-CH'), (1234567.891).toLocaleString('en-IN')",
         "1’234’567.891 12,34,567.891"),
        ("(1234.5).toLocaleString('pt-BR', {style: 'currency', currency: 'BRL'})", "R$\u00a01.234,50"),
        ("(1234.5).toLocaleString('nl', {style: 'currency', currency: 'EUR'}),"
         " (1234).toLocaleString('pt-BR')",
         "€\u00a01.234,50 1.234"),
        ("12345678901234567890n.toLocaleString('en'), new Intl.NumberFormat('de').format(-1234567n)",
         "12,345,678,901,234,567,890 -1.234.567"),
        ("(50).toLocaleString('en', {style: 'unit', unit: 'kilometer-per-hour'}),"
         " (16).toLocaleString('en', {style: 'unit', unit: 'liter', unitDisplay: 'long'}),"
         " (20).toLocaleString('en', {style: 'unit', unit: 'celsius'})",
         "50 km/h 16 liters 20°C"),
        ("['ja', 'ko', 'sv', 'de-DE', 'nl', 'en-CA', 'en-IN', 'fr', 'ru']"
         f".map((one) => {LEAP}.toLocaleDateString(one)).join(' | ')",
         "2024/2/29 | 2024. 2. 29. | 2024-02-29 | 29.2.2024 | 29-2-2024 | 2024-02-29 | 29/2/2024"
         " | 29/02/2024 | 29.02.2024"),
        (f"['ja', 'ko', 'sv', 'de', 'en-AU', 'es'].map((one) => {LEAP}.toLocaleString(one)).join(' | ')",
         "2024/2/29 9:05:00 | 2024. 2. 29. 오전 9:05:00 | 2024-02-29 09:05:00 | 29.2.2024, 09:05:00"
         " | 29/02/2024, 9:05:00 am | 29/2/2024, 9:05:00"),
        (f"{LEAP}.toLocaleDateString('de', {{day: 'numeric', month: 'numeric'}})", "29.2."),
        ("(1e21).toLocaleString('en'), (1234).toLocaleString('es'), (-1234.5).toLocaleString('sv')",
         "1,000,000,000,000,000,000,000 1234 \u22121\u00a0234,5"),
        ("new Date(0).toLocaleString('en-US', {timeZone: 'UTC'})", "1/1/1970, 12:00:00 AM"),
        ("new Date('x').toLocaleDateString()", "Invalid Date"),
        ("[1, 2, 3, 11].map(n => new Intl.PluralRules('en', {type: 'ordinal'}).select(n)).join()",
         "one,two,few,other"),
        ("new Intl.ListFormat('en').format(['a', 'b', 'c']), new Intl.ListFormat('en').format(['a', 'b'])",
         "a, b, and c a and b"),
        ("new Intl.RelativeTimeFormat('en').format(-2, 'days'),"
         " new Intl.RelativeTimeFormat('en', {numeric: 'auto'}).format(1, 'day')",
         "2 days ago tomorrow"),
    ],
)  # fmt: skip
def test_numbers_and_dates_are_put_into_words(read, expression: str, said: str) -> None:
    page = read(f"<script>console.log([{expression}].join(' '))</script>")
    assert page.told("log") == [("log", said)]


@pytest.mark.parametrize(
    ("how", "error"),
    [
        ("{style: 'currency'}", "TypeError"),
        ("{style: 'currency', currency: 'dollars'}", "RangeError"),
        ("{style: 'unit'}", "TypeError"),
        ("{style: 'unit', unit: 'parsec'}", "RangeError"),
        ("{style: 'fancy'}", "RangeError"),
    ],
)
def test_what_no_number_can_look_like_is_an_error(read, how: str, error: str) -> None:
    page = read(f"""<script>for (const ask of [() => (1).toLocaleString('en', {how}),
      () => new Intl.NumberFormat('en', {how})]) try {{ ask() }} catch (error) {{ console.log(error.name) }}
    </script>""")
    assert page.told("log") == [("log", error)] * 2
