"""Which properties the classic collections filter and sort by, as they do live.

The published schemas list a few more that the service refuses; the tests name those.
"""

from __future__ import annotations

from checks.demo.simulator.field import SAME, Field, Fields, Kind

_WHOLE = Field(Kind.INTEGER)
_NUMBER = Field(Kind.NUMBER)
_TEXT = Field(Kind.TEXT)
_DATE = Field(Kind.DATE)
_UNSORTED_WHOLE = Field(Kind.INTEGER, sortable=False)


def _fields(**kinds: tuple[Field, str]) -> Fields:
    return {name: field for field, names in kinds.values() for name in names.split()}


CUSTOMERS = _fields(
    whole=(_WHOLE, "customerNumber"),
    group=(_UNSORTED_WHOLE, "customerGroup.customerGroupNumber"),
    number=(_NUMBER, "balance creditLimit"),
    text=(
        _TEXT,
        "address city corporateIdentificationNumber country currency ean email mobilePhone name"
        " publicEntryNumber telephoneAndFaxNumber vatNumber website zip",
    ),
    date=(_DATE, "lastUpdated"),
    unsorted=(Field(Kind.TEXT, sortable=False), "pNumber"),
    truth=(Field(Kind.BOOLEAN, SAME, sortable=False), "barred"),
)
CUSTOMER_GROUPS = _fields(whole=(_WHOLE, "customerGroupNumber"), text=(_TEXT, "name"))
PAYMENT_TERMS: Fields = {}
VAT_ZONES: Fields = {}
CURRENCIES = _fields(text=(_TEXT, "code isoNumber name"))
JOURNALS = _fields(whole=(_WHOLE, "journalNumber"), text=(_TEXT, "name"))
YEARS = _fields(text=(_TEXT, "year"), date=(_DATE, "fromDate toDate"))
PERIODS = _fields(whole=(_WHOLE, "periodNumber"), date=(_DATE, "fromDate toDate"))

_INVOICES = _fields(
    whole=(
        _WHOLE,
        "customer.customerNumber paymentTerms.paymentTermsNumber deliveryLocation.deliveryLocationNumber"
        " references.salesPerson.employeeNumber references.vendorReference.employeeNumber",
    ),
    text=(
        _TEXT,
        "currency recipient.name recipient.address recipient.zip recipient.city recipient.country"
        " recipient.ean recipient.publicEntryNumber delivery.address delivery.zip delivery.city"
        " delivery.country delivery.deliveryTerms notes.heading notes.textLine1 notes.textLine2"
        " references.other",
    ),
    date=(_DATE, "date delivery.deliveryDate"),
)
UNPAID = _INVOICES | _fields(whole=(_WHOLE, "bookedInvoiceNumber recipient.vatZone.vatZoneNumber"))
BOOKED = UNPAID | _fields(number=(_NUMBER, "exchangeRate"))
DRAFTS = _INVOICES | _fields(
    whole=(_WHOLE, "draftInvoiceNumber soap.currentInvoiceHandle.id"),
    number=(_NUMBER, "exchangeRate"),
    date=(Field(Kind.DATE, sortable=False), "lastUpdated"),
)
CUSTOMER_BOOKED = _INVOICES | _fields(whole=(_WHOLE, "bookedInvoiceNumber"))
CUSTOMER_DRAFTS = _INVOICES | _fields(
    whole=(_WHOLE, "draftInvoiceNumber"),
    number=(_NUMBER, "exchangeRate"),
)

JOURNAL_ENTRIES = _fields(
    whole=(
        _WHOLE,
        "account.accountNumber customer.customerNumber supplier.supplierNumber contraAccount.accountNumber"
        " employee.employeeNumber voucher.voucherNumber journalEntryNumber",
    ),
    number=(_NUMBER, "amount contraVatAmount exchangeRate amountDefaultCurrency"),
    text=(_TEXT, "text contraVatAccount.vatCode currency.code entryType"),
    date=(_DATE, "date"),
)
LEDGER_ENTRIES = _fields(
    whole=(
        _WHOLE,
        "costType.costTypeNumber entryNumber customer.customerNumber supplier.supplierNumber"
        " unit1.unitNumber unit2.unitNumber voucherNumber",
    ),
    unsorted=(_UNSORTED_WHOLE, "project.projectNumber supplier.supplierGroup.supplierGroupNumber"),
    number=(
        _NUMBER,
        "amount amountInBaseCurrency quantity1 quantity2 remainder remainderInBaseCurrency",
    ),
    text=(_TEXT, "currency entryType supplierInvoiceNumber text"),
    date=(_DATE, "date dueDate"),
)
PERIOD_ENTRIES = {
    name: field for name, field in LEDGER_ENTRIES.items() if not name.startswith("supplier.supplierGroup")
}
