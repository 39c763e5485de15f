"""Orders, receipts and invoices by the thousand, and what matching them costs.

Every order has five lines of which three arrived; a vendor has about fifty orders. Invoices are UBL and bill the lines
that arrived, four of five by naming the order, the fifth by its items alone.
"""

import csv
import random
import re
import resource
import shutil
import sqlite3
import subprocess
import time
from concurrent.futures import ThreadPoolExecutor
from fractions import Fraction
from pathlib import Path

LINE = """<cac:InvoiceLine><cbc:ID>{n}</cbc:ID><cbc:InvoicedQuantity unitCode="C62">{quantity}</cbc:InvoicedQuantity>
<cbc:LineExtensionAmount currencyID="EUR">{total}.00</cbc:LineExtensionAmount><cac:Item><cbc:Name>Part {item}</cbc:Name>
<cac:SellersItemIdentification><cbc:ID>{item}</cbc:ID></cac:SellersItemIdentification>
<cac:ClassifiedTaxCategory><cbc:ID>S</cbc:ID><cbc:Percent>0</cbc:Percent><cac:TaxScheme><cbc:ID>VAT</cbc:ID></cac:TaxScheme>
</cac:ClassifiedTaxCategory></cac:Item><cac:Price><cbc:PriceAmount currencyID="EUR">{price}.00</cbc:PriceAmount></cac:Price>
</cac:InvoiceLine>"""

INVOICE = """<Invoice xmlns="urn:oasis:names:specification:ubl:schema:xsd:Invoice-2"
xmlns:cac="urn:oasis:names:specification:ubl:schema:xsd:CommonAggregateComponents-2"
xmlns:cbc="urn:oasis:names:specification:ubl:schema:xsd:CommonBasicComponents-2">
<cbc:CustomizationID>urn:cen.eu:en16931:2017</cbc:CustomizationID><cbc:ID>{number}</cbc:ID>
<cbc:IssueDate>2026-{month:02}-{day:02}</cbc:IssueDate><cbc:DueDate>2026-12-28</cbc:DueDate>
<cbc:InvoiceTypeCode>380</cbc:InvoiceTypeCode><cbc:DocumentCurrencyCode>EUR</cbc:DocumentCurrencyCode>{order}
<cac:AccountingSupplierParty><cac:Party><cac:PartyName><cbc:Name>{vendor}</cbc:Name></cac:PartyName><cac:PartyLegalEntity>
<cbc:RegistrationName>{vendor}</cbc:RegistrationName></cac:PartyLegalEntity></cac:Party></cac:AccountingSupplierParty>
<cac:AccountingCustomerParty><cac:Party><cac:PartyName><cbc:Name>Klinikum Auental</cbc:Name></cac:PartyName></cac:Party>
</cac:AccountingCustomerParty><cac:TaxTotal><cbc:TaxAmount currencyID="EUR">0.00</cbc:TaxAmount><cac:TaxSubtotal>
<cbc:TaxableAmount currencyID="EUR">{total}.00</cbc:TaxableAmount><cbc:TaxAmount currencyID="EUR">0.00</cbc:TaxAmount>
<cac:TaxCategory><cbc:ID>S</cbc:ID><cbc:Percent>0</cbc:Percent><cac:TaxScheme><cbc:ID>VAT</cbc:ID></cac:TaxScheme>
</cac:TaxCategory></cac:TaxSubtotal></cac:TaxTotal><cac:LegalMonetaryTotal>
<cbc:LineExtensionAmount currencyID="EUR">{total}.00</cbc:LineExtensionAmount>
<cbc:TaxExclusiveAmount currencyID="EUR">{total}.00</cbc:TaxExclusiveAmount>
<cbc:TaxInclusiveAmount currencyID="EUR">{total}.00</cbc:TaxInclusiveAmount>
<cbc:PayableAmount currencyID="EUR">{total}.00</cbc:PayableAmount></cac:LegalMonetaryTotal>{lines}</Invoice>"""


def vendor(order, orders):
    """The vendor of an order: about fifty orders each."""
    return order % max(1, orders // 50)


def figures(order, line):
    """Item, quantity and price of a line."""
    # Prices that no two orders share, so that no two bills come to the same by chance.
    return f"P{order}x{line}", 5 + (order * 7 + line) % 90, 100 + order


def records(folder, orders):
    """Vendors, orders and receipts as tables."""
    folder.mkdir(parents=True)
    with open(folder / "vendors.csv", "w", newline="") as file:
        rows = csv.writer(file)
        rows.writerow(["vendor", "name"])
        rows.writerows([f"V{n}", f"Lieferant {n} GmbH"] for n in range(max(1, orders // 50)))
    with open(folder / "orders.csv", "w", newline="") as file:
        rows = csv.writer(file)
        rows.writerow(["order", "vendor", "currency", "line", "item", "unit", "quantity", "price"])
        for order in range(orders):
            for line in range(5):
                item, quantity, price = figures(order, line)
                rows.writerow([f"PO-{order:06}", f"V{vendor(order, orders)}", "EUR", line + 1, item, "PCS", quantity, price])
    with open(folder / "receipts.csv", "w", newline="") as file:
        rows = csv.writer(file)
        rows.writerow(["receipt", "order", "line", "received"])
        for order in range(orders):
            rows.writerows([f"R{order}", f"PO-{order:06}", line + 1, figures(order, line)[1]] for line in range(3))


def invoices(folder, orders, count, twice=False):
    """Invoices for orders by chance, the same every time; `twice` bills each order again under another number."""
    folder.mkdir(parents=True)
    chance = random.Random(17)
    chosen = chance.sample(range(orders), min(orders, count // 2 if twice else count))
    chosen = [order for order in chosen for _ in range(2)] if twice else chosen
    for place, order in enumerate(chosen):
        lines = [(n + 1, *figures(order, n)) for n in range(3)]
        total = sum(quantity * price for _, _, quantity, price in lines)
        named = place % 5 or twice
        text = INVOICE.format(
            number=f"RE-{order}-{place}", month=1 + place % 11, day=1 + place % 28,
            order=f"<cac:OrderReference><cbc:ID>PO-{order:06}</cbc:ID></cac:OrderReference>" if named else "",
            vendor=f"Lieferant {vendor(order, orders)} GmbH", total=total,
            lines="".join(LINE.format(n=n, item=i, quantity=q, price=p, total=q * p) for n, i, q, p in lines))
        (folder / f"{place:05}.xml").write_text(text, encoding="utf-8")
    return len(chosen)


def home(run, vouch, place, orders, count, twice=False):
    """A home with invoices that were read, then vendors, orders and receipts."""
    made = invoices(place / "in", orders, count, twice)
    records(place / "records", orders)
    run([vouch, "init", "--home", place / "home"])
    run([vouch, "batch", place / "in", "--home", place / "home", "--jobs", "2"], ok=(0, 1))
    taken = time.monotonic()
    for kind in ("vendors", "orders", "receipts"):
        run([vouch, "import", kind, place / "records" / f"{kind}.csv", "--home", place / "home"])
    return made, time.monotonic() - taken


def cost(run, vouch, place, orders, count) -> tuple:
    """A row: what matching `count` invoices among `orders` orders costs."""
    made, imported = home(run, vouch, place, orders, count)
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    began = time.monotonic()
    log = subprocess.run([vouch, "match", "--all", "--verbose", "--home", place / "home"],
                         capture_output=True, text=True, check=True).stderr
    seconds = time.monotonic() - began
    now = resource.getrusage(resource.RUSAGE_CHILDREN)
    cpu = now.ru_utime + now.ru_stime - used.ru_utime - used.ru_stime
    timing = re.search(r"(\d+) bills: median ([\d.]+) ms, 99th percentile ([\d.]+) ms", log)
    again = run([vouch, "match", "--all", "--home", place / "home"], sample=True)
    memory = again.memory or [0]
    with sqlite3.connect(place / "home/vouch.sqlite") as db:
        posted = db.execute("SELECT count(*) FROM matches WHERE status = 'posted'").fetchone()[0]
        held = dict(db.execute("SELECT code, count(*) FROM holds WHERE state = 'open' GROUP BY code"))
    return timing, posted, held, made / seconds, made / cpu, imported, max(memory)


def race(run, vouch, place, count=500) -> tuple:
    """Four processes match the same invoices at once, each order billed twice: what ran, and what went wrong."""
    made, _ = home(run, vouch, place, count, count, twice=True)
    with ThreadPoolExecutor(4) as pool:
        began = time.monotonic()
        runs = [pool.submit(subprocess.run, [vouch, "match", "--all", "--home", place / "home"], capture_output=True, text=True)
                for _ in range(4)]
        codes = [future.result().returncode for future in runs]
        said = [future.result().stderr.strip()[-200:] for future in runs if future.result().returncode]
        seconds = time.monotonic() - began
    audit = subprocess.run([vouch, "audit", "verify", "--home", place / "home"], capture_output=True, text=True)
    wrong = check(place / "home/vouch.sqlite", made)
    if any(codes):
        wrong.append(f"processes left with {codes}: {'; '.join(said)}")
    if audit.returncode:
        wrong.append(audit.stdout.strip()[:500])
    return f"{made} invoices for {made // 2} orders, 4 processes, {seconds:.1f} s", wrong


def check(store, made) -> list:
    """What is wrong with the books, found without the program's help."""
    wrong = []
    with sqlite3.connect(store) as db:
        statuses = dict(db.execute("SELECT status, count(*) FROM matches GROUP BY status"))
        if statuses != {"posted": made // 2, "pending": made - made // 2}:
            wrong.append(f"{statuses} instead of half and half")
        received = {(o, l): Fraction(r) for o, l, r in db.execute("SELECT order_id, line_id, received FROM receipts")}
        booked, all_billed = {}, {}
        for order, line, quantity, status in db.execute(
                "SELECT order_id, line_id, quantity, status FROM posting_lines JOIN postings USING (document_id)"):
            for sums in (all_billed, *([booked] if status == "posted" else [])):
                sums[order, line] = sums.get((order, line), 0) + Fraction(quantity)
        over = [place for place, quantity in booked.items() if quantity > received.get(place, 0)]
        if over:
            wrong.append(f"{len(over)} order lines are booked beyond what arrived")
        books = {(o, l): Fraction(q) for o, l, q in db.execute("SELECT order_id, line_id, billed_quantity FROM order_line_books")}
        if {p: q for p, q in books.items() if q} != all_billed:
            wrong.append("the books of order lines are not the sum of the bills")
        if db.execute("SELECT count(*) FROM (SELECT document_id FROM audit WHERE action IN ('matched', 'held') GROUP BY"
                      " document_id, action HAVING count(*) > 1)").fetchone()[0]:
            wrong.append("something was matched twice")
    return wrong


def clean(place):
    """Takes a home away, so that the next begins empty."""
    shutil.rmtree(place, ignore_errors=True)
