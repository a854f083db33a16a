"""Which surface a call is for, who may make it, and the shape in which it is refused."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace

from checks.demo.simulator import (
    customers,
    invoices,
    journals,
    openapi_customers,
    openapi_entries,
    openapi_years,
    reference,
    years,
)
from checks.demo.simulator.call import JSON_TYPE, PROBLEM_TYPE, Answer, Request
from checks.demo.simulator.json_text import to_text
from checks.demo.simulator.refusal import Refusal, not_found
from checks.demo.simulator.tokens import Standing, Tokens
from checks.demo.simulator.visit import Visit, found

CLASSIC = (*customers.ROUTES, *invoices.ROUTES, *journals.ROUTES, *years.ROUTES, *reference.ROUTES)
OPENAPI = (*openapi_entries.ROUTES, *openapi_customers.ROUTES, *openapi_years.ROUTES)
_SERVICE = re.compile(r"/[a-z0-9]+api(/|$)", re.IGNORECASE)
_WITH_BODY = {"POST", "PUT", "PATCH"}
_TEXTS = {
    400: "The request is not one that can be carried out.",
    409: "The object was changed by someone else.",
    412: "A precondition of the request does not hold.",
    401: "The tokens are wrong or missing, or the grant was withdrawn.",
    403: "The role of the app does not allow this resource.",
    429: "Too many requests.",
    500: "An unexpected error occurred.",
}
_BODILESS = re.compile(r"/book$", re.IGNORECASE)


def is_openapi(path: str) -> bool:
    """Tell whether a path belongs to a service of the OpenAPI surface."""
    return _SERVICE.match(path) is not None


def admit(request: Request, tokens: Tokens) -> None:
    """Refuse a call whose tokens do not open this agreement; `demo` may only read."""
    standing = tokens.standing(request.headers)
    classic = not is_openapi(request.path)
    asked_demo = classic and (request.parameter("demo") or "").lower() == "true"
    if standing is Standing.DEMO or (standing is Standing.MISSING and asked_demo):
        if request.method != "GET":
            raise Refusal(403, "The demo tokens are for GET only.")
        return
    if standing is Standing.OWNER:
        return
    if standing is Standing.MISMATCH:
        raise Refusal(401, "The app secret token does not match the agreement grant token.", "E02250")
    link = {"demo": f"{request.base}{request.path}?demo=true"} if classic else {}
    raise Refusal(401, _TEXTS[401], extra=link)


@dataclass(frozen=True, slots=True)
class Access:
    """What the app may do, and the services (`bookedEntriesapi`) whose paid module the agreement has not got."""

    roles: frozenset[str]
    missing_modules: frozenset[str] = frozenset()

    def check(self, path: str, role: str) -> None:
        """Refuse a resource of another role, and one of a module that is missing."""
        if role and not self.roles & {"SuperUser", role}:
            raise general(403)
        service = path.split("/")[1].casefold()
        if service in {name.casefold() for name in self.missing_modules}:
            text = f"The agreement does not have the module that {service} needs."
            raise Refusal(403, text, "AccessDeniedAgreementMissingModules")


def handled(visit: Visit, access: Access) -> Answer:
    """Answer an admitted call: 404, 405, 403 and 415 in this order, then the resource."""
    request = visit.request
    path = request.path.rstrip("/") or "/"
    leads = found(OPENAPI if is_openapi(path) else CLASSIC, path, request.method)
    if leads is None:
        raise not_found()
    handler, places, role = leads
    access.check(path, role)
    kind = request.headers.get("content-type", "").partition(";")[0].strip().lower()
    if request.method in _WITH_BODY and kind != "application/json" and not _may_be_empty(request):
        raise Refusal(415, "The content type has to be application/json.")
    return handler(Visit(request, visit.books, visit.now, visit.danish, places))


def general(status: int, seconds: float = 1.0, retry_after: str | None = None) -> Refusal:
    """Return a refusal that is about the call as such; a `retry_after` stands as it is, an empty one not at all."""
    if status == 404:
        return not_found()
    wait = str(max(1, round(seconds))) if retry_after is None else retry_after
    headers = (("Retry-After", wait),) if status == 429 and wait else ()
    return Refusal(status, _TEXTS[status], headers=headers)


def told(request: Request, refusal: Refusal, log_id: str, now: float) -> Answer:
    """Return a refusal in the shape of the surface that was called."""
    if is_openapi(request.path):
        body, kind = refusal.problem(request.path, log_id, now), PROBLEM_TYPE
    else:
        if request.method == "GET" and refusal.status == 404:
            refusal = replace(refusal, code=None)  # only writes were seen to name a code
        body, kind = refusal.classic(log_id, now), JSON_TYPE
    return Answer(refusal.status, to_text(body).encode("utf-8"), kind, refusal.headers)


def _may_be_empty(request: Request) -> bool:
    return not request.body and _BODILESS.search(request.path) is not None
