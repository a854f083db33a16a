"""The names that ClientTime's own columns have as a rule, by their key in the site file."""

from __future__ import annotations

from collections.abc import Mapping

CUSTOMER: Mapping[str, str] = {
    "key": "CustomerId",
    "code": "CustomerCode",
    "foreign_id": "ForeignDebitorSystemIdentification",
    "name": "Name",
    "zip": "ZipCode",
    "city": "City",
    "country": "Country",
    "cvr": "CvrNumber",
    "ean": "EanNumber",
    "email": "Email",
    "active": "IsActive",
    "created": "CreatedDate",
    "modified": "ModifiedDate",
}
ADDRESS = ("Address1", "Address2")
INVOICE: Mapping[str, str] = {
    "key": "InvoiceId",
    "number": "InvoiceNumber",
    "customer": "CustomerId",
    "date": "InvoiceDate",
    "due": "DueDate",
    "currency": "CurrencyCode",
    "net": "NetAmount",
    "vat": "VatAmount",
    "gross": "GrossAmount",
    "kind": "InvoiceType",
    "draft": "IsDraft",
    "error": "TransferError",
}
