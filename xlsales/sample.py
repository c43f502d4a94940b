"""A made-up sales team with two years of deals, the same for everyone who draws it with the same seed."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from pathlib import Path
from random import Random

from xlsales import resources
from xlsales.errors import SettingsError
from xlsales.sample_words import LOCALES, SELLERS, Locale

AS_OF = date(2026, 11, 22)
SEASONS = (0.18, 0.24, 0.26, 0.32)
_FIRST, _LAST = date(2025, 1, 1), date(2026, 12, 31)
_WON_SHARE_SO_FAR = 0.72  # of the running quarter's quota, for a seller of skill 1
_OVERSHOOT = 45.0  # how far one large deal may carry a seller past the quarter's aim
_OPEN_SHARE = {date(2026, 10, 1): 0.48, date(2027, 1, 1): 0.40}  # open value to quota, by quarter expected
_DIRTY_MONEY, _DIRTY_DATES, _DIRTY_STAGES = 12, 15, 4
_NO_AMOUNT, _NO_STAGE, _NO_NEXT_STEP = 3, 1, 9
_LONG_ACCOUNT = 999


@dataclass(frozen=True)
class _Deal:
    """One deal before it is put into words; amounts in 10,000 yuan, `step` -1 won, -2 lost, -3 without stage."""

    seller: int
    large: bool
    amount: float | None
    step: float
    created: date
    close: date
    touched: date
    account: int
    product: int
    next_step: int | None = None


def write(folder: Path | str, language: str, seed: int = 2026) -> tuple[Path, ...]:
    """Write deals.csv, team.csv and xlsales.toml of the sample team into a folder."""
    files = texts(language, seed)
    target = Path(folder)
    target.mkdir(parents=True, exist_ok=True)
    for name, text in files.items():
        (target / name).write_bytes(text.encode("utf-8-sig" if name.endswith(".csv") else "utf-8"))
    return tuple(target / name for name in files)


def texts(language: str, seed: int = 2026) -> dict[str, str]:
    """Return the sample files by name; another language than zh-CN or en raises SettingsError.

    >>> list(texts("en"))
    ['deals.csv', 'team.csv', 'xlsales.toml']
    """
    if language not in LOCALES:
        raise SettingsError(f"language '{language}' is not known: use {' or '.join(LOCALES)}")
    locale, rng = LOCALES[language], Random(seed)
    deals = sorted(_history(rng), key=lambda deal: (deal.created, deal.close, deal.seller, deal.account))
    rows = _dirty([_row(deal, number, locale) for number, deal in enumerate(_gaps(deals, rng), 1)], locale, rng)
    return {
        "deals.csv": _csv(locale.headers, rows),
        "team.csv": _csv(locale.team_headers, _team(locale)),
        "xlsales.toml": _settings(locale),
    }


def folder(language: str) -> Path:
    """Return the folder with the shipped sample files of a language.

    >>> folder("en").name
    'en'
    """
    return resources.shipped("sample_data", "workbook_samples/data") / language


def _history(rng: Random) -> Iterator[_Deal]:
    for seller, (_, hired, quota, skill, _) in enumerate(SELLERS):
        owed = 0.0
        for start, end, season in _quarters(max(hired, _FIRST)):
            share = _WON_SHARE_SO_FAR if end > AS_OF else 1.0
            owed += quota * season * skill * share * rng.uniform(0.85, 1.1)
            while owed > 0:
                won = _closed(rng, seller, start, min(end, AS_OF), -1, owed + _OVERSHOOT)
                owed -= won.amount or 0
                yield won
                while rng.random() > 0.40 + 0.12 * skill:
                    yield _closed(rng, seller, start, min(end, AS_OF), -2)
        yield from _pipeline(rng, seller, quota)


def _pipeline(rng: Random, seller: int, quota: float) -> Iterator[_Deal]:
    for start, share in _OPEN_SHARE.items():
        wanted = quota * SEASONS[(start.month - 1) // 3] * share * rng.uniform(0.8, 1.2)
        while wanted > 0:
            deal = _open(rng, seller, start, wanted + _OVERSHOOT)
            wanted -= deal.amount or 0
            yield deal


def _closed(rng: Random, seller: int, start: date, end: date, step: int, most: float = 300) -> _Deal:
    large, amount = _size(rng, seller, most)
    # Quarters fill towards their end, as they do in life.
    close = _workday(start + timedelta(days=round((end - start).days * rng.random() ** 0.7)), start)
    created = _created(rng, seller, close, large)
    return _Deal(seller, large, amount, step, created, close, close, rng.randrange(_LONG_ACCOUNT), rng.randrange(4))


def _open(rng: Random, seller: int, start: date, most: float) -> _Deal:
    large, amount = _size(rng, seller, most)
    this_quarter = start <= AS_OF
    first = AS_OF - timedelta(days=9) if this_quarter else start  # a few are overdue
    close = _workday(first + timedelta(days=rng.randrange(48 if this_quarter else 80)), first)
    created = min(_created(rng, seller, close, large), AS_OF - timedelta(days=rng.randrange(3, 20)))
    created = max(created, SELLERS[seller][1])
    idle = rng.randrange(45, 90) if rng.random() < 0.16 else rng.randrange(13)
    touched = max(created, AS_OF - timedelta(days=idle))
    near = 0.75 if this_quarter else 0.35
    step = min(0.999, max(0.0, rng.triangular(0, 1, near)))
    return _Deal(
        seller, large, amount, step, created, close, touched,
        rng.randrange(_LONG_ACCOUNT), rng.randrange(4), rng.randrange(8),
    )  # fmt: skip


def _size(rng: Random, seller: int, most: float) -> tuple[bool, float]:
    amount = 30 * 10 ** (rng.random() ** 2)
    if rng.random() < SELLERS[seller][4] and amount < most:
        return True, amount
    return False, rng.triangular(2, 12, 7.5)


def _created(rng: Random, seller: int, close: date, large: bool) -> date:
    cycle = rng.randrange(60, 190) if large else rng.randrange(14, 75)
    earliest = max(_FIRST, SELLERS[seller][1])
    cycle = min(cycle, rng.randrange(max(1, (close - earliest).days)) + 1)
    return min(close, _workday(max(earliest, close - timedelta(days=cycle)), earliest))


def _workday(day: date, earliest: date) -> date:
    back = day - timedelta(days=max(0, day.weekday() - 4))
    return back if back >= earliest else day


def _quarters(since: date) -> Iterator[tuple[date, date, float]]:
    for year in range(_FIRST.year, _LAST.year + 1):
        for index, season in enumerate(SEASONS):
            start = date(year, 3 * index + 1, 1)
            end = date(year + index // 3, (3 * index + 3) % 12 + 1, 1) - timedelta(days=1)
            if end >= since:
                share = (end - max(start, since)).days / (end - start).days
                yield max(start, since), end, season * share


def _gaps(deals: Sequence[_Deal], rng: Random) -> list[_Deal]:
    """Take away what real exports lack: amounts, a stage, next steps of open deals; give one a very long name."""
    found = list(deals)
    open_ones = [index for index, deal in enumerate(found) if deal.step >= 0]
    picked = rng.sample(open_ones, _NO_AMOUNT + _NO_STAGE + _NO_NEXT_STEP)
    for index in picked[:_NO_AMOUNT]:
        found[index] = replace(found[index], amount=None)
    for index in picked[_NO_AMOUNT : _NO_AMOUNT + _NO_STAGE]:
        found[index] = replace(found[index], step=-3)
    for index in picked[_NO_AMOUNT + _NO_STAGE :]:
        found[index] = replace(found[index], next_step=None)
    found[picked[-1]] = replace(found[picked[-1]], account=_LONG_ACCOUNT)
    return found


def _row(deal: _Deal, number: int, locale: Locale) -> list[str]:
    account, product = _account(deal.account, locale), locale.products[deal.product]
    return [
        locale.id_format.format(year=deal.created.year, number=number),
        locale.name_format.format(account=account, product=product),
        account,
        locale.people[deal.seller],
        locale.teams[SELLERS[deal.seller][0]],
        product,
        locale.segments[deal.large],
        _stage(deal.step, locale),
        "" if deal.amount is None else str(_money(deal.amount, deal.large, locale)),
        deal.created.isoformat(),
        deal.close.isoformat(),
        deal.touched.isoformat(),
        "" if deal.next_step is None else locale.next_steps[deal.next_step],
    ]


def _account(number: int, locale: Locale) -> str:
    if number == _LONG_ACCOUNT:
        return locale.long_account
    parts = (locale.places[number % 15], locale.stems[number // 15 % 12], locale.trades[number // 180 % 8])
    return "".join(parts) if locale.language == "zh-CN" else " ".join(parts)


def _stage(step: float, locale: Locale) -> str:
    closed = {-1: locale.won, -2: locale.lost, -3: ""}
    return closed[round(step)] if step < 0 else locale.open_stages[int(step * len(locale.open_stages))]


def _money(amount: float, large: bool, locale: Locale) -> int:
    step = locale.step_large if large else locale.step_small
    return round(amount * locale.scale / step) * step


def _dirty(rows: list[list[str]], locale: Locale, rng: Random) -> list[list[str]]:
    """Write some values as people type them: money with signs and units, dates in mixed shapes, stages in any case."""
    stage, money = 7, 8
    with_money = [row for row in rows if row[money]]
    for index, row in enumerate(rng.sample(with_money, _DIRTY_MONEY)):
        amount = int(row[money])
        row[money] = locale.money_shapes[index % 3].format(amount, amount / 10_000, amount / 1_000)
    for index, row in enumerate(rng.sample(rows, _DIRTY_DATES)):
        column = 9 + index % 3
        row[column] = locale.date_shapes[index % 3].format(date.fromisoformat(row[column]))
    for row in rng.sample(rows, _DIRTY_STAGES):
        row[stage] = f" {row[stage].lower()} "
    return rows


def _team(locale: Locale) -> list[list[str]]:
    return [
        [name, locale.teams[team], hired.isoformat(), str(quota * locale.scale)]
        for name, (team, hired, quota, _, _) in zip(locale.people, SELLERS, strict=True)
    ]


def _csv(headers: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    out = io.StringIO()
    csv.writer(out, lineterminator="\n").writerows([headers, *rows])
    return out.getvalue()


def _settings(locale: Locale) -> str:
    lines = (
        f'language = "{locale.language}"',
        'period = "2026Q4"',
        f"as_of = {AS_OF.isoformat()}",
        "",
        "[money]",
        f'unit = "{locale.unit}"',
        f"divisor = {locale.divisor}",
        "",
        "[quota]",
        f"annual = {sum(seller[2] for seller in SELLERS) * locale.scale}",
        f"seasons = [{', '.join(f'{share:.2f}' for share in SEASONS)}]",
        "small = 0.60",
        "large = 0.40",
    )
    return "\n".join(lines) + "\n"
