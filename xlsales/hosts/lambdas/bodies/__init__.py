"""What each LAMBDA computes once its arguments are read: one formula per function, over the argument names.

An argument of one number, rate or sum stands for that number; a paired range for a column without blanks,
`filled` telling which of its rows hold anything; a date for its whole serial. Rates have been checked.
"""

from __future__ import annotations

from xlsales.hosts.lambdas.bodies import account, forecast, funnel, opportunity, quota, review

BODIES: dict[str, str] = {
    **forecast.BODIES,
    **funnel.BODIES,
    **quota.BODIES,
    **review.BODIES,
    **opportunity.BODIES,
    **account.BODIES,
}
