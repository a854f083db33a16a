"""A call refused: one exception, told in the classic shape or as problem+json."""

from __future__ import annotations

import time
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from typing import Any

from checks.demo.simulator.json_text import Json

NOT_FOUND_HINT = "Follow the links of the resources that are there; building addresses by hand leads astray."


@dataclass
class Refusal(Exception):
    """Why a call is not carried out; `errors` has the shape of its surface already."""

    status: int
    message: str
    code: str | None = None
    errors: Any = None
    extra: Json = field(default_factory=dict[str, Any])
    hint: str | None = None
    headers: tuple[tuple[str, str], ...] = ()

    def classic(self, log_id: str, now: float) -> Json:
        """Return the body that the classic surface answers with."""
        body: Json = {"message": self.message}
        if self.code:
            body["errorCode"] = self.code
        if self.hint:
            body["developerHint"] = self.hint
        body |= {"logId": log_id, "httpStatusCode": self.status}
        if self.errors is not None:
            body["errors"] = self.errors
        return body | self.extra | {"logTime": danish_time(now)}

    def problem(self, path: str, log_id: str, now: float) -> Json:
        """Return the problem details that the OpenAPI surface answers with."""
        body: Json = {
            "type": f"https://httpstatuses.io/{self.status}",
            "title": self.message,
            "status": self.status,
            "instance": path,
        }
        if self.errors is not None:
            body["errors"] = self.errors
        stamp = datetime.fromtimestamp(now, UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
        body |= {"traceId": log_id, "traceTimeUtc": stamp}
        return body | {"errorCode": self.code or _GENERAL.get(self.status, "Error")}


_GENERAL = {
    400: "BadRequest",
    401: "Unauthorized",
    403: "AccessDenied",
    404: "ResourceNotFound",
    405: "MethodNotAllowed",
    415: "UnsupportedMediaType",
    429: "TooManyRequests",
    500: "InternalServerError",
}


def not_found(code: str | None = None) -> Refusal:
    """Return the 404; the code is there only where something named did exist or should."""
    return Refusal(404, "Resource not found.", code, hint=NOT_FOUND_HINT)


def validation(errors: Any, count: int = 1) -> Refusal:
    """Return the classic wrapper around one or more leaf errors."""
    return Refusal(
        400,
        f"Validation failed. {count} error(s) found.",
        "E04300",
        errors,
        extra={"errorCount": count},
        hint="Look at the errors, each stands under the property that it is about.",
    )


def leaf(name: str, message: str, code: str | None = None, value: Any = None) -> Json:
    """Return one classic leaf: the property, what is wrong with it and what was sent."""
    error: Json = {"propertyName": name, "errorMessage": message}
    if code:
        error["errorCode"] = code
    if value is not None:
        error["inputValue"] = value
    return error | {"developerHint": "Correct the value and send the request again."}


def problem_error(name: str, code: str, message: str) -> Json:
    """Return one entry of the errors of a problem+json answer."""
    return {"message": message, "errorCode": code, "property": name}


def danish_time(now: float) -> str:
    """Return the local time in Denmark without a zone, which is how the classic surface stamps its errors."""
    moment = datetime.fromtimestamp(now, UTC)
    summer = _last_sunday(moment.year, 3) <= moment < _last_sunday(moment.year, 10)
    return (moment + timedelta(hours=2 if summer else 1)).strftime("%Y-%m-%dT%H:%M:%S")


def utc_stamp(now: float) -> str:
    """Return the time to the second, as `lastUpdated` has it."""
    return time.strftime("%Y-%m-%dT%H:%M:%SZ", time.gmtime(now))


def _last_sunday(year: int, month: int) -> datetime:
    last = datetime(year, month, 31, 1, tzinfo=UTC)
    return last - timedelta(days=(last.weekday() + 1) % 7)
