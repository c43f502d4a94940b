"""The LAMBDA bodies of the category Quota 定额."""

from __future__ import annotations

from xlsales.hosts.lambdas.bodies.parts import scale

_UNITS = "LET(near, ROUND(ABS(total)/step, 0), IF(ABS(near-ABS(total)/step)<=near*1E-15, near, INT(ABS(total)/step)))"
_LEFT = "ABS(total)-units*step"

BODIES = {
    "PERIOD_QUOTA": "annual*season_share*segment_share",
    "SPLIT_QUOTA": f"""
        IF(MIN(weights)<0, #NUM!, IF(SUM(weights)=0, #DIV/0!, IF(step<0, #NUM!, IF(step=0, #DIV/0!, LET(
            list, TOCOL(weights),
            scale, {scale("list")},
            shares, LET(near, INT(list*scale+0.5), IF(ABS(list*scale-near)<=near*1E-15, near, list*scale)),
            whole, SUM(shares),
            units, {_UNITS},
            guess, INT(units*shares/whole),
            least, guess-(guess*whole>units*shares)+((guess+1)*whole<=units*shares),
            place, SEQUENCE(ROWS(list)),
            order, SORTBY(place, units*shares-least*whole, -1, place, 1),
            counts, least+(SORTBY(place, order)<=units-SUM(least)),
            rest, IF({_LEFT}<=ABS(total)*1E-14, 0, {_LEFT}),
            parts, SIGN(total)*(counts*step+IF(place=XMATCH(MAX(counts), counts), rest, 0)),
            WRAPROWS(parts, COLUMNS(weights)))))))""",
    "RAMP_QUOTA": "IF(month<1, #NUM!, quota*IF(month<ROWS(ramp)+1, INDEX(ramp, INT(month)), 1))",
    "ATTAINMENT": "won/quota",
    "PACE": "won/(quota*share_of_period_gone)",
    "REQUIRED_PER_WEEK": "MAX(quota-won, 0)/MAX(weeks_left, 0)",
}
