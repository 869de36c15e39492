"""Numbers said in words, in every inflection of three languages: what the readers of figures are tested with."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import product

EN = [
    "zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve",
    "thirteen", "fourteen", "fifteen", "sixteen", "seventeen", "eighteen", "nineteen",
]  # fmt: skip
EN_TENS = ["", "", "twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety"]
EN_ORDINALS = [
    "", "first", "second", "third", "fourth", "fifth", "sixth", "seventh", "eighth", "ninth", "tenth", "eleventh",
    "twelfth",
]  # fmt: skip
FR = [
    "zéro", "un", "deux", "trois", "quatre", "cinq", "six", "sept", "huit", "neuf", "dix", "onze", "douze",
    "treize", "quatorze", "quinze", "seize", "dix-sept", "dix-huit", "dix-neuf",
]  # fmt: skip
FR_TENS = ["", "", "vingt", "trente", "quarante", "cinquante", "soixante", "septante", "", "nonante"]
UK_CASES = ("nominative", "genitive", "dative", "accusative", "instrumental", "locative")
_TEEN = ("{}ь", "{}и {}ьох", "{}и {}ьом", "{}ь", "{}ьма {}ьома", "{}и {}ьох")
_TENS = ("{}", "{}и {}ьох", "{}и {}ьом", "{}", "{}ьма {}ьома", "{}и {}ьох")
_HUNDRED = ("{0}сот", "{1}сот", "{1}стам", "{0}сот", "{2}стами", "{1}стах")
UK: dict[int, tuple[str, ...]] = {
    0: ("нуль", "нуля", "нулю", "нуль", "нулем", "нулі"),
    1: (
        "один одна одне", "одного однієї одної", "одному одній", "один одного одну одне", "одним однією одною",
        "одному однім одній",
    ),
    2: ("два дві", "двох", "двом", "два дві двох", "двома", "двох"),
    3: ("три", "трьох", "трьом", "три трьох", "трьома", "трьох"),
    4: ("чотири", "чотирьох", "чотирьом", "чотири чотирьох", "чотирма", "чотирьох"),
    5: ("п’ять", "п’яти п’ятьох", "п’яти п’ятьом", "п’ять п’ятьох", "п’ятьма п’ятьома", "п’яти п’ятьох"),
    6: ("шість", "шести шістьох", "шести шістьом", "шість шістьох", "шістьма шістьома", "шести шістьох"),
    7: ("сім", "семи сімох", "семи сімом", "сім сімох", "сімома", "семи сімох"),
    8: ("вісім", "восьми вісьмох", "восьми вісьмом", "вісім вісьмох", "вісьма вісьмома", "восьми вісьмох"),
    9: (
        "дев’ять", "дев’яти дев’ятьох", "дев’яти дев’ятьом", "дев’ять дев’ятьох", "дев’ятьма дев’ятьома",
        "дев’яти дев’ятьох",
    ),
    10: (
        "десять", "десяти десятьох", "десяти десятьом", "десять десятьох", "десятьма десятьома", "десяти десятьох",
    ),
    **{
        value: tuple(form.replace("{}", stem) for form in _TEEN)
        for value, stem in zip(
            (*range(11, 20), 20, 30),
            (
                "одинадцят", "дванадцят", "тринадцят", "чотирнадцят", "п’ятнадцят", "шістнадцят", "сімнадцят",
                "вісімнадцят", "дев’ятнадцят", "двадцят", "тридцят",
            ),
            strict=True,
        )
    },
    40: ("сорок", "сорока", "сорока", "сорок", "сорока", "сорока"),
    **{
        value: tuple(form.replace("{}", stem) for form in _TENS)
        for value, stem in zip(
            (50, 60, 70, 80), ("п’ятдесят", "шістдесят", "сімдесят", "вісімдесят"), strict=True
        )
    },
    90: ("дев’яносто", "дев’яноста", "дев’яноста", "дев’яносто", "дев’яноста", "дев’яноста"),
    100: ("сто", "ста", "ста", "сто", "ста", "ста"),
    200: ("двісті", "двохсот", "двомстам", "двісті", "двомастами", "двохстах"),
    300: ("триста", "трьохсот", "трьомстам", "триста", "трьомастами", "трьохстах"),
    400: ("чотириста", "чотирьохсот", "чотирьомстам", "чотириста", "чотирмастами", "чотирьохстах"),
    **{
        value: tuple(form.format(*stems) for form in _HUNDRED)
        for value, stems in {
            500: ("п’ят", "п’яти", "п’ятьома"), 600: ("шіст", "шести", "шістьома"), 700: ("сім", "семи", "сімома"),
            800: ("вісім", "восьми", "вісьмома"), 900: ("дев’ят", "дев’яти", "дев’ятьома"),
        }.items()
    },
}  # fmt: skip
UK_SCALES: dict[int, tuple[tuple[str, str, str], ...]] = {
    1000: (
        ("тисяча", "тисячі", "тисяч"), ("тисячі", "тисяч", "тисяч"), ("тисячі", "тисячам", "тисячам"),
        ("тисячу", "тисячі", "тисяч"), ("тисячею", "тисячами", "тисячами"), ("тисячі", "тисячах", "тисячах"),
    ),
    **{
        value: (
            (stem, stem + "и", stem + "ів"), (stem + "а", stem + "ів", stem + "ів"),
            (stem + "у", stem + "ам", stem + "ам"), (stem, stem + "и", stem + "ів"),
            (stem + "ом", stem + "ами", stem + "ами"), (stem + "і", stem + "ах", stem + "ах"),
        )
        for value, stem in ((10**6, "мільйон"), (10**9, "мільярд"), (10**12, "трильйон"))
    },
}  # fmt: skip
UK_COLLECTIVE = {
    2: "двоє", 3: "троє", 4: "четверо", 5: "п’ятеро", 6: "шестеро", 7: "семеро", 8: "восьмеро", 9: "дев’ятеро",
    10: "десятеро", 11: "одинадцятеро", 12: "дванадцятеро", 13: "тринадцятеро", 14: "чотирнадцятеро",
    15: "п’ятнадцятеро", 16: "шістнадцятеро", 17: "сімнадцятеро", 18: "вісімнадцятеро", 19: "дев’ятнадцятеро",
    20: "двадцятеро", 30: "тридцятеро",
}  # fmt: skip
UK_ADJECTIVE = ("ий", "ого", "ому", "им", "ім", "а", "ої", "ій", "у", "ою", "е", "і", "их", "ими")
UK_SOFT = ("ій", "ього", "ьому", "ім", "я", "ьої", "ю", "ьою", "є", "і", "іх", "іми")
UK_ORDINALS = {
    1: "перш", 2: "друг", 3: "трет", 4: "четверт", 5: "п’ят", 6: "шост", 7: "сьом", 8: "восьм", 9: "дев’ят",
    10: "десят", 11: "одинадцят", 12: "дванадцят", 13: "тринадцят", 14: "чотирнадцят", 15: "п’ятнадцят",
    16: "шістнадцят", 17: "сімнадцят", 18: "вісімнадцят", 19: "дев’ятнадцят", 20: "двадцят", 30: "тридцят",
    40: "сороков", 50: "п’ятдесят", 60: "шістдесят", 70: "сімдесят", 80: "вісімдесят", 90: "дев’яност", 100: "сот",
    200: "двохсот", 300: "трьохсот", 400: "чотирьохсот", 500: "п’ятисот", 600: "шестисот", 700: "семисот",
    800: "восьмисот", 900: "дев’ятисот", 1000: "тисячн",
}  # fmt: skip
UK_PREFIXES = {
    1: "одно", 2: "дво", 3: "три", 4: "чотири", 5: "п’яти", 6: "шести", 7: "семи", 8: "восьми", 9: "дев’яти",
    10: "десяти", 11: "одинадцяти", 12: "дванадцяти", 13: "тринадцяти", 14: "чотирнадцяти", 15: "п’ятнадцяти",
    16: "шістнадцяти", 17: "сімнадцяти", 18: "вісімнадцяти", 19: "дев’ятнадцяти", 20: "двадцяти", 30: "тридцяти",
    40: "сорока", 50: "п’ятдесяти", 60: "шістдесяти", 70: "сімдесяти", 80: "вісімдесяти", 90: "дев’яносто",
    100: "сто",
}  # fmt: skip


def say_english(number: int, link: str = " and ") -> str:
    """Say a whole number below a million."""
    if number < 20:
        return EN[number]
    if number < 100:
        return EN_TENS[number // 10] + (f"-{EN[number % 10]}" if number % 10 else "")
    if number < 1000:
        rest = f"{link}{say_english(number % 100)}" if number % 100 else ""
        return f"{EN[number // 100]} hundred{rest}"
    thousands, rest_of = divmod(number, 1000)
    joined = link if 0 < rest_of < 100 else " "
    return f"{say_english(thousands, link)} thousand" + (f"{joined}{say_english(rest_of, link)}" if rest_of else "")


def say_english_ordinal(number: int) -> str:
    """Say which one in a row, below a hundred."""
    if number < len(EN_ORDINALS):
        return EN_ORDINALS[number]
    if number < 20:
        return EN[number] + "th"
    tens, ones = divmod(number, 10)
    return f"{EN_TENS[tens]}-{EN_ORDINALS[ones]}" if ones else EN_TENS[tens][:-1] + "ieth"


def say_french(number: int, *, is_swiss: bool = False, hyphen: str = " ") -> str:
    """Say a whole number below a million; a Swiss says septante, huitante, nonante, the reform of 1990 hyphens."""
    if number < 20:
        return FR[number]
    if number < 100:
        return _say_french_tens(number, is_swiss=is_swiss, hyphen=hyphen)
    if number < 1000:
        hundreds, rest = divmod(number, 100)
        head = "cent" if hundreds == 1 else f"{FR[hundreds]}{hyphen}cent" + ("" if rest else "s")
    else:
        thousands, rest = divmod(number, 1000)
        said = say_french(thousands, is_swiss=is_swiss, hyphen=hyphen)
        said = said[:-1] if said.endswith(("cents", "vingts")) else said
        head = "mille" if thousands == 1 else f"{said}{hyphen}mille"
    return head + (hyphen + say_french(rest, is_swiss=is_swiss, hyphen=hyphen) if rest else "")


def _say_french_tens(number: int, *, is_swiss: bool, hyphen: str) -> str:
    tens, ones = divmod(number, 10)
    if number < 70 or (is_swiss and tens in (7, 9)):
        return FR_TENS[tens] + ("" if not ones else f"{hyphen}et{hyphen}un" if ones == 1 else f"-{FR[ones]}")
    if is_swiss:
        return "huitante" + ("" if not ones else f"{hyphen}et{hyphen}un" if ones == 1 else f"-{FR[ones]}")
    if number < 80:
        return "soixante" + (f"{hyphen}et{hyphen}onze" if number == 71 else f"-{FR[number - 60]}")
    return "quatre-vingts" if number == 80 else f"quatre-vingt-{FR[number - 80]}"


def say_french_ordinal(number: int) -> str:
    """Say which one in a row, below a hundred."""
    if number == 1:
        return "premier"
    said = say_french(number)
    if said.endswith(" un"):
        return said + "ième"
    if said.endswith("vingts"):
        return said[:-1] + "ième"
    head = {"cinq": "cinqu", "neuf": "neuv"}.get(said.rpartition("-")[2].rpartition(" ")[2])
    if head is not None:
        return said[: -len(head) + (1 if head == "cinqu" else 0)] + head + "ième"
    return said.removesuffix("e") + "ième"


def say_ukrainian(number: int, case: int = 0) -> Iterator[str]:
    """Yield the ways to say a whole number below a million in one of the six cases."""
    thousands, rest = divmod(number, 1000)
    heads = list(_say_thousands(thousands, case)) if thousands else [""]
    parts = [UK[part][case].split() for part in _parts_of(rest)] if rest or not thousands else []
    tails = [" ".join(words) for words in zip(*_padded(parts), strict=True)] if parts else [""]
    longest = max(len(heads), len(tails))
    for at in range(longest):
        yield f"{heads[at % len(heads)]} {tails[at % len(tails)]}".strip()


def _padded(parts: list[list[str]]) -> list[list[str]]:
    longest = max(map(len, parts))
    return [[part[at % len(part)] for at in range(longest)] for part in parts]


def _say_thousands(thousands: int, case: int) -> Iterator[str]:
    yield f"{_feminine(thousands, case)} {say_scale(1000, thousands, case)}".strip()


def _feminine(number: int, case: int) -> str:
    if number == 1:
        return ""
    *tens, last = _parts_of(number)
    forms = {
        1: ("одна", "однієї", "одній", "одну", "однією", "одній"),
        2: ("дві", "двох", "двом", "дві", "двома", "двох"),
    }
    said = [UK[part][case].split()[0] for part in tens]
    return " ".join([*said, forms[last][case] if last in forms else UK[last][case].split()[0]])


def say_scale(scale: int, count: int, case: int) -> str:
    """Return the word of a scale as it stands behind a count: "тисяча", "тисячі", "тисяч"."""
    last = _parts_of(count)[-1] if count else 0
    return UK_SCALES[scale][case][0 if last == 1 else 1 if last in (2, 3, 4) else 2]


def _parts_of(number: int) -> list[int]:
    """Return the words of a number below a thousand: 121 is 100, 20, 1."""
    hundreds, rest = number // 100 * 100, number % 100
    tens, ones = (0, rest) if rest <= 20 else (rest // 10 * 10, rest % 10)
    return [part for part in (hundreds, tens, ones) if part] or [0]


def say_ukrainian_ordinal(number: int) -> Iterator[str]:
    """Yield all forms of an ordinal below a thousand."""
    *before, last = _parts_of(number)
    head = "".join(UK[part][0].split()[0] + " " for part in before)
    for ending in UK_SOFT if last == 3 else UK_ADJECTIVE:
        yield head + UK_ORDINALS[last] + ending


def say_ukrainian_span(number: int, adjective: str) -> Iterator[str]:
    """Yield forms of an adjective made of a number below a hundred and a unit: "сорокап’ятихвилинний"."""
    tens, ones = (0, number) if number <= 20 else (number // 10 * 10, number % 10)
    prefixes = ["".join(UK_PREFIXES[part] for part in (tens, ones) if part)]
    if ones in (3, 4):
        prefixes.append("".join(UK_PREFIXES[part] for part in (tens,) if part) + {3: "трьох", 4: "чотирьох"}[ones])
    for prefix, ending in product(prefixes, UK_ADJECTIVE):
        yield prefix + adjective + ending
