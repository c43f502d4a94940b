"""The LAMBDA bodies of the category Forecast 预测."""

from __future__ import annotations

from xlsales.hosts.lambdas.bodies.parts import scale

_DENSE_STEPS = 5_000_000
_SPARSE_DEALS = 16


def _wins(body: str, numbers: str) -> str:
    """Return a body over the uncertain deals: their whole `sizes` and `chances`, what is `sure`, their `unit`.

    An amount below 0 that comes at a rate is the same as that amount for certain, less it at 1 - rate.
    """
    return f"""
        LET(scale, {scale(numbers)},
            whole, INT(amounts*scale+0.5),
            chance, IF(whole<0, 1-rates, rates),
            open, (whole<>0)*(rates>0)*(rates<1),
            number, SUM(open),
            sure, SUM(IF((rates=1)+(whole<0)*(rates>0)>0, whole, 0)),
            sizes, FILTER(ABS(whole), open, 0),
            chances, FILTER(chance, open, 0),
            unit, IF(number=0, 1, IFERROR(GCD(sizes), 1)),
            span, SUM(sizes)/unit,
            dense, AND(number*span<={_DENSE_STEPS}, span<2^MIN(number, 50)),
            {body})"""


# Every multiple of the unit in turn, with its chance; or every combination of deals.
_EVEN = """REDUCE(1, SEQUENCE(number), LAMBDA(spread, deal, LET(
    none, SEQUENCE(INDEX(sizes, deal)/unit, 1, 0, 0),
    share, INDEX(chances, deal),
    VSTACK(spread*(1-share), none)+VSTACK(none, spread*share))))"""
_TOTALS = "REDUCE(0, sizes, LAMBDA(sums, size, VSTACK(sums, sums+size)))"
_CHANCES = "REDUCE(1, chances, LAMBDA(odds, share, VSTACK(odds*(1-share), odds*share)))"

_REACHED = f"""LET(missing, ROUND(target*scale, 0)-sure,
    IF(missing<=0, 1, IF(SUM(sizes)<missing, 0,
        IF(dense, MIN(1, SUM(DROP({_EVEN}, ROUNDUP(missing/unit, 0)))),
        IF(number>{_SPARSE_DEALS}, #NUM!, MIN(1, SUM(({_TOTALS}>=missing)*{_CHANCES})))))))"""

_AT_LEVELS = f"""
    IF(number=0, TOROW(levels*0+sure/scale), IF(AND(NOT(dense), number>{_SPARSE_DEALS}), #NUM!, LET(
        sums, IF(dense, SEQUENCE(span+1, 1, 0, unit), {_TOTALS}),
        odds, IF(dense, {_EVEN}, {_CHANCES}),
        order, SORTBY(sums, sums),
        below, SCAN(0, SORTBY(odds, sums), LAMBDA(so_far, share, so_far+share)),
        TOROW(MAP(levels, LAMBDA(level, (sure+IF(level=1, MAX(sums),
            IFERROR(INDEX(order, XMATCH(TRUE, below>=level-1E-12)), MAX(sums))))/scale))))))"""

BODIES = {
    "FORECAST_TOTAL": "commit*commit_rate+upside*upside_rate",
    "BEYOND_FORECAST": "quota*weekly_rate*MAX(weeks_left, 0)",
    "FORECAST_COMPLETION": "(won+forecast_total+beyond_forecast)/quota",
    "EXPECTED_REVENUE": "SUM(amounts*rates)",
    "RECEIPT_FORECAST": "expected*close_rate*first_payment+won_due*collection_rate",
    "FORECAST_ACCURACY": "1-ABS(forecast-actual)/actual",
    "FORECAST_BIAS": "(forecast-actual)/actual",
    "CHANCE_TO_HIT": _wins(_REACHED, "VSTACK(amounts, target)"),
    "FORECAST_RANGE": _wins(_AT_LEVELS, "amounts"),
    "BRIER_SCORE": "SUM((probabilities-outcomes)^2)/SUM(filled)",
}
