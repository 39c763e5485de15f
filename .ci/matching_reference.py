"""A second matcher, written from the format alone, against `vouch conform matching` on scenarios made by chance.

  matching_reference.py VOUCH [COUNT [SEED]]     scenarios by chance; prints what differs
  matching_reference.py VOUCH --cases DIR        the scenarios of a folder, against what they expect

Assignment: successive shortest paths on vectors of fractions, ambiguity by all pairs of shortest ways in the residual
network; nothing is shared with the program.
"""

import json
import random
import re
import subprocess
import sys
import tempfile
from datetime import date
from fractions import Fraction as F
from pathlib import Path


def num(text):
    return None if text is None else F(text)


def canon(x):
    x = F(x)
    d, places = x.denominator, 0
    while d % 2 == 0 or d % 5 == 0:
        if d % 10 == 0:
            d //= 10
        elif d % 5 == 0:
            d //= 5
        else:
            d //= 2
        places += 1
    if d != 1:
        return f"{x.numerator}/{x.denominator}"
    scaled = x
    places = 0
    while scaled.denominator != 1:
        scaled *= 10
        places += 1
    digits = str(abs(scaled.numerator)).rjust(places + 1, "0")
    text = digits if places == 0 else digits[:-places] + "." + digits[-places:]
    return ("-" if x < 0 else "") + text


def norm(s):
    if s is None:
        return None
    kept = "".join(c for c in s.translate(LOWER) if c in "ABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789")
    if not kept:
        return None
    return kept.lstrip("0") or "0"


LOWER = {ord(c): c.upper() for c in "abcdefghijklmnopqrstuvwxyz"}


def plain(s):
    return "".join(c for c in s.translate(LOWER) if c in "ABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789")


def rnd(x, m):
    scaled = abs(F(x)) * 10 ** m
    whole = (2 * scaled.numerator + scaled.denominator) // (2 * scaled.denominator)
    return F(whole if x >= 0 else -whole, 10 ** m)


class Matcher:
    def __init__(self, s):
        self.s, self.inv, self.policy = s, s["invoice"], s["policy"]
        self.m = self.inv.get("decimals")
        self.m = 2 if self.m is None else self.m
        self.h = F(1, 2 * 10 ** self.m)
        self.holds, self.links = [], []
        self.books()
        self.spread()
        self.assign()
        self.check()

    # Section 3
    def books(self):
        self.J, self.order_of, self.orders = {}, {}, {o["id"]: o for o in self.s["orders"]}
        for o in self.s["orders"]:
            for l in o["lines"]:
                j = (o["id"], l["id"])
                self.J[j], self.order_of[j] = l, o
        z = lambda: {j: F(0) for j in self.J}
        self.G, self.S, self.C, self.A, self.B, self.V, self.n = z(), z(), z(), z(), z(), z(), z()
        for r in self.s["receipts"]:
            j = (r["order"], r["line"])
            if j not in self.J:
                continue
            f = self.factor(j, r.get("unit") if r.get("unit") is not None else self.J[j]["unit"])
            rec, ret, acc = F(r["received"]), F(r.get("returned") or 0), F(r.get("accepted") or 0)
            self.G[j] += f * rec
            self.S[j] += f * (rec - ret)
            self.C[j] += f * min(acc, rec - ret)
            self.A[j] += f * min(acc, rec)
        for d in self.s["posted"]:
            if d["status"] == "void" or d["type"] == "prepayment":
                continue
            sign = 1 if d["type"] == "invoice" else -1
            for l in d["lines"]:
                j = (l["order"], l["line"])
                if j in self.J:
                    self.V[j] += sign * F(l["amount"])
                    self.n[j] += 1
                    if not l.get("value_only"):
                        self.B[j] += sign * F(l["qty"])
        self.level = {j: l.get("level") or self.policy["level"] for j, l in self.J.items()}
        self.R = {j: self.S[j] if self.level[j] == "3-way" else self.C[j] if self.level[j] == "4-way" else None for j in self.J}
        self.N, self.P = {}, {}
        for j, l in self.J.items():
            over = l.get("over_delivery_pct", "0")
            q = num(l.get("qty"))
            self.N[j] = None if q is None or over is None else q * (1 + F(over) / 100)
            self.P[j] = (F(l["price"]) / F(l.get("price_base") or 1) * (1 - F(l.get("discount_pct") or 0) / 100)
                         * (1 - F(self.order_of[j].get("discount_pct") or 0) / 100))

    def factor(self, j, unit):
        l = self.J[j]
        if l.get("basis") == "amount" or unit == l["unit"]:
            return F(1)
        f = (l.get("units") or {}).get(unit)
        return None if f is None else F(f)

    def spread(self):
        lines = self.inv["lines"]
        D = sum((F(a["amount"]) for a in self.inv.get("allowances") or []), F(0))
        item = lambda l: (l.get("kind") or "item") == "item"
        S = sum((F(l["amount"]) for l in lines if item(l) and F(l["amount"]) > 0), F(0))
        k = 1 if S == 0 else 1 - D / S
        self.k = [k if item(l) and F(l["amount"]) > 0 else F(1) for l in lines]
        self.Aq = [k * F(l["amount"]) for k, l in zip(self.k, lines)]

    def hold(self, code, scope, actual, expected, row=None, cf=None):
        text = lambda v: v if isinstance(v, str) else canon(v)
        h = {"code": code, "scope": scope, "actual": text(actual), "expected": text(expected), "row": row}
        if cf:
            h["counterfactual"] = {"var": cf[0], "op": cf[1], "value": canon(cf[2])}
        self.holds.append(h)

    # Section 4
    def assign(self):
        lines = self.inv["lines"]
        sides = {1: {}, -1: {}}
        for i, l in enumerate(lines):
            kind = l.get("kind") or "item"
            o = None
            if norm(l.get("order_ref")) is not None:
                o = next((o for o in self.s["orders"] if norm(o["id"]) == norm(l["order_ref"])), None)
            if o is not None and o["vendor"] != self.inv["vendor"]:
                self.hold("VENDOR_DIFFERS", f"line:{l['id']}", self.inv["vendor"], o["vendor"])
                continue
            ol = None
            if o is not None and norm(l.get("line_ref")) is not None:
                ol = next((x for x in o["lines"] if norm(x["id"]) == norm(l["line_ref"])), None)
            if kind != "item":
                if ol is None:
                    self.hold("UNORDERED_LINE", f"line:{l['id']}", F(l["amount"]), "0")
                else:
                    self.links.append(dict(i=i, j=(o["id"], ol["id"]), q=F(0), share=F(1), kind=kind, value=abs(F(l["amount"]))))
                continue
            cands = self.candidates(l, o, ol)
            if not cands:
                self.hold("UNORDERED_LINE", f"line:{l['id']}", F(l["amount"]), "0")
                continue
            good = [(j, r) for j, r in cands if self.factor(j, l["unit"]) is not None]
            if not good:
                self.hold("UNIT_UNKNOWN", f"line:{l['id']}", l["unit"], self.J[cands[0][0]]["unit"])
                continue
            j0 = good[0][0]
            f = self.factor(j0, l["unit"])
            isamount = self.J[j0].get("basis") == "amount"
            b = abs(self.Aq[i]) if isamount else abs(F(l["qty"])) * f
            p = F(1) if isamount else self.Aq[i] / (F(l["qty"]) * f)
            eff = F(l["qty"]) * (1 if self.inv["type"] == "invoice" else -1)
            key = (o and o["id"], ol and ol["id"], norm(l.get("item")), l.get("desc_class"), l["unit"], p)
            sides[1 if eff > 0 else -1].setdefault(key, dict(cands=good, p=p, members=[]))["members"].append((i, b))
        for sign, classes in sides.items():
            self.solve(sign, list(classes.values()))

    def candidates(self, l, o, ol):
        if ol is not None:
            return [((o["id"], ol["id"]), 0)]
        found = []
        for oo in self.s["orders"]:
            if o is not None and oo is not o:
                continue
            if o is None and oo["vendor"] != self.inv["vendor"]:
                continue
            for x in oo["lines"]:
                if o is None and ("open" != oo["status"] or (x.get("status") or "open") != "open" or oo["currency"] != self.inv["currency"]):
                    continue
                a, b = norm(l.get("item")), norm(x.get("item"))
                if a is not None and a == b:
                    found.append(((oo["id"], x["id"]), 1))
                elif l.get("desc_class") is not None and l.get("desc_class") == x.get("desc_class") and (a is None or b is None):
                    found.append(((oo["id"], x["id"]), 2))
        return found

    def solve(self, sign, classes):
        """Successive shortest paths; nodes: classes, order lines, sink."""
        classes = [c for c in classes]
        js = [j for j in self.J if any(j == c for k in classes for c, _ in k["cands"])]
        T = "sink"
        arcs = []  # from, to, capacity or None, cost, flow

        def arc(a, b, cap, cost):
            arcs.append([a, b, cap, cost, F(0)])
            return len(arcs) - 1

        for n, c in enumerate(classes):
            c["arcs"] = []
            for j, rank in c["cands"]:
                gap = F(0) if self.order_of[j]["currency"] != self.inv["currency"] else abs(c["p"] - self.P[j])
                c["arcs"].append((j, arc(("c", n), j, None, (0, rank, 0, 1 if gap else 0, gap))))
        for j in js:
            if sign > 0:
                O = None if self.N[j] is None else max(F(0), self.N[j] - self.B[j])
                Q = None if self.R[j] is None else max(F(0), self.R[j] - self.B[j])
            else:
                O = max(F(0), self.B[j])
                Q = None if self.R[j] is None else max(F(0), self.B[j] - self.R[j])
            # One arc a segment between the breakpoints.
            points = sorted({p for p in (O, Q) if p is not None and p > 0})
            low = F(0)
            for high in points + [None]:
                over = 1 if O is not None and low >= O else 0
                open_ = 1 if Q is not None and low >= Q else 0
                arc(j, T, None if high is None else high - low, (over, 0, open_, 0, F(0)))
                low = high
        add = lambda a, b, s=1: tuple(x + s * y for x, y in zip(a, b))
        zero = (0, 0, 0, 0, F(0))

        def residual():
            for n, (a, b, cap, cost, flow) in enumerate(arcs):
                if cap is None or flow < cap:
                    yield a, b, cost, n, 1
                if flow > 0:
                    yield b, a, add(zero, cost, -1), n, -1

        nodes = {x for a in arcs for x in a[:2]} | {("c", n) for n in range(len(classes))}
        for n, c in enumerate(classes):
            rest = sum((b for _, b in c["members"]), F(0))
            while rest > 0:
                dist, back = {("c", n): zero}, {}
                for _ in range(len(nodes) + 1):
                    changed = False
                    for a, b, cost, place, way in list(residual()):
                        if a in dist and (b not in dist or add(dist[a], cost) < dist[b]):
                            dist[b], back[b], changed = add(dist[a], cost), (a, place, way), True
                    if not changed:
                        break
                assert not changed, "a negative cycle"
                path, node = [], T
                while node != ("c", n):
                    a, place, way = back[node]
                    path.append((place, way))
                    node = a
                room = min([rest] + [arcs[p][4] if w < 0 else arcs[p][2] - arcs[p][4] for p, w in path if w < 0 or arcs[p][2] is not None])
                for p, w in path:
                    arcs[p][4] += w * room
                rest -= room
        # Ambiguity: a way of cost -c from b back to the class, c the cost of class -> b, over other arcs than this one.
        for n, c in enumerate(classes):
            me = ("c", n)
            flows = [[j, arcs[p][4]] for j, p in c["arcs"]]
            ambiguous = False
            for j, p in c["arcs"]:
                others = [(a, b, cost) for a, b, cost, place, way in residual() if place != p and a != me]
                dist = {j: zero}
                for _ in range(len(nodes)):
                    for a, b, cost in others:
                        if a in dist and (b not in dist or add(dist[a], cost) < dist[b]):
                            dist[b] = add(dist[a], cost)
                if me in dist and add(dist[me], arcs[p][3]) == zero:
                    ambiguous = True
            if ambiguous and any(b > 0 for _, b in c["members"]):
                for i, _ in c["members"]:
                    self.hold("AMBIGUOUS", f"line:{self.inv['lines'][i]['id']}", F(len(c["cands"])), "1")
                continue
            order = {j: k for k, j in enumerate(self.J)}
            flows.sort(key=lambda f: order[f[0]])
            later = []
            for i, b in c["members"]:
                hit = next((f for f in flows if f[1] == b and b > 0), None)
                if hit:
                    self.link(i, hit[0], b, b, sign)
                    hit[1] = F(0)
                else:
                    later.append((i, b))
            for i, b in later:
                rest = b
                for f in flows:
                    take = min(rest, f[1])
                    if take > 0:
                        self.link(i, f[0], take, b, sign)
                        f[1] -= take
                        rest -= take

    def link(self, i, j, q, b, sign):
        share = q / b
        self.links.append(dict(i=i, j=j, q=sign * q, share=share, kind="debit" if sign > 0 else "credit", value=share * abs(self.Aq[i])))

    # Section 5
    def breach(self, kind, over, under, expected, code=None, only_over=False):
        rows = [r for r in self.policy["tolerances"] if r["kind"] == kind]
        row = next((r for r in rows if r.get("code") == code), None)
        if row is None and kind == "charge":
            row = next((r for r in rows if r.get("code") == "*"), None)
        if row is None:
            both = "0" if kind in ("tax", "document_total") else None
            row = dict(id="default", over_pct="0", over_amt="0", under_pct=both, under_amt=both)
        for side, v in (("over", over), ("under", under)):
            if v <= 0 or (side == "under" and only_over):
                continue
            pct, amt = num(row.get(side + "_pct")), num(row.get(side + "_amt"))
            if amt is not None and not kind.startswith("quantity") and (row.get("amount_currency") or "accounting") == "accounting":
                amt /= F(self.inv["rate"])
            limits = ([pct / 100 * abs(expected)] if pct is not None else []) + ([amt] if amt is not None else [])
            if any(v > l for l in limits):
                return dict(side=side, row=row["id"], allowed=min(limits), pct=pct, amt=amt)
        return None

    def toleranced(self, code, scope, kind, actual, expected, var, e=F(0), over=None, under=None, ccode=None):
        over = actual - e - expected if over is None else over
        under = expected - actual - e if under is None else under
        b = self.breach(kind, over, under, expected, ccode)
        if b:
            cf = (var, "<=", expected + b["allowed"]) if b["side"] == "over" else (var, ">=", expected - b["allowed"])
            self.hold(code, scope, actual, expected, b["row"], cf)

    # Section 6
    def check(self):
        inv, lines = self.inv, self.inv["lines"]
        same = lambda j: self.order_of[j]["currency"] == inv["currency"]
        oline = lambda j: f"order_line:{j[0]}/{j[1]}"
        lk = lambda k: f"link:{lines[k['i']]['id']}>{k['j'][0]}/{k['j'][1]}"
        z = lambda: {j: F(0) for j in self.J}
        x, y, D, E, sub, count = z(), z(), z(), z(), {j: False for j in self.J}, z()
        for k in self.links:
            j = k["j"]
            count[j] += 1
            if k["kind"] == "debit":
                x[j] += k["q"]
                D[j] += k["value"]
            elif k["kind"] == "credit":
                y[j] -= k["q"]
                E[j] += k["value"]
            elif k["kind"] == "subsequent_debit":
                D[j] += k["value"]
                sub[j] = True
            else:
                E[j] += k["value"]
        linked = [o for o in self.s["orders"] if any(k["j"][0] == o["id"] for k in self.links)]
        interval = {}
        for i, l in enumerate(lines):
            if (l.get("kind") or "item") != "item":
                continue
            amount = abs(F(l["amount"]))
            second = (amount - self.h, amount + self.h)
            interval[i] = second
            if l.get("price") is None:
                continue
            ext = lambda p: abs(F(l["qty"])) / F(l.get("price_base") or 1) * p * (1 - F(l.get("discount_pct") or 0) / 100) - F(l.get("discount_amt") or 0)
            d = len(l["price"].split(".")[1]) if "." in l["price"] else 0
            slack = F(1, 2 * 10 ** d)
            first = sorted((ext(F(l["price"]) - slack), ext(F(l["price"]) + slack)))
            low, high = max(first[0], second[0]), min(first[1], second[1])
            if low <= high:
                interval[i] = (low, high)
            else:
                self.hold("LINE_ARITHMETIC", f"line:{l['id']}", amount, rnd(ext(F(l["price"])), self.m))
        for k in self.links:
            j, i = k["j"], k["i"]
            if k["kind"] != "debit" or self.level[j] == "totals" or self.J[j].get("basis") == "amount" or not same(j):
                continue
            l = lines[i]
            qf = F(l["qty"]) * self.factor(j, l["unit"])
            ends = sorted(self.k[i] * v / abs(qf) for v in interval[i])
            self.toleranced("UNIT_PRICE", lk(k), "unit_price", self.Aq[i] / qf, self.P[j], "unit_price",
                            over=ends[0] - self.P[j], under=self.P[j] - ends[1])
            self.toleranced("LINE_TOTAL", lk(k), "line_total", k["share"] * abs(self.Aq[i]), k["q"] * self.P[j], "line_amount",
                            e=abs(k["share"] * self.k[i] * self.h))
        for j, l in self.J.items():
            total = self.B[j] + x[j] - y[j]
            q = num(l.get("qty"))
            if (x[j] > 0 or sub[j]) and q is not None and self.level[j] != "totals" and l.get("basis") != "amount" and same(j):
                expected = self.P[j] * max(q, total if self.N[j] is None else min(total, self.N[j]))
                actual, e = self.V[j] + D[j] - E[j], (self.n[j] + count[j]) * self.h
                self.toleranced("CUM_TOTAL", oline(j), "cumulative_line_total", actual, expected, "cumulative_amount", e=e,
                                under=None if total >= q else F(0))
            if x[j] > 0 and self.N[j] is not None and self.level[j] != "totals":
                self.toleranced("QTY_ORDERED", oline(j), "quantity_ordered", total, self.N[j], "quantity")
            if x[j] > 0 and self.R[j] is not None:
                self.received(j, total, oline(j))
            if (x[j] > 0 or sub[j]) and ((l.get("status") or "open") != "open" or self.order_of[j]["status"] != "open"):
                status = l.get("status") or "open"
                self.hold("ORDER_CLOSED", oline(j), status if status != "open" else self.order_of[j]["status"], "open")
            if y[j] > 0 and y[j] > self.B[j] + x[j]:
                self.hold("CREDIT_QTY", oline(j), y[j], self.B[j] + x[j], None, ("quantity", "<=", self.B[j] + x[j]))
            if E[j] > 0 and E[j] > self.V[j] + D[j] and same(j):
                self.hold("CREDIT_VALUE", oline(j), E[j], self.V[j] + D[j], None, ("credit_amount", "<=", self.V[j] + D[j]))
        if inv["type"] == "invoice":
            self.charges([o for o in linked if o["currency"] == inv["currency"]])
            if self.policy["level"] == "totals" or any(r["kind"] == "document_total" for r in self.policy["tolerances"]):
                ks = [k for k in self.links if k["kind"] == "debit" and same(k["j"])]
                self.toleranced("DOC_TOTAL", "document", "document_total", sum((k["value"] for k in ks), F(0)),
                                sum((k["q"] * self.P[k["j"]] for k in ks), F(0)), "document_amount",
                                e=sum((abs(k["share"] * self.k[k["i"]]) * self.h for k in ks), F(0)))
        self.taxes()
        self.others(linked, x, D, E, same, lk)

    def received(self, j, total, scope):
        b = self.breach("quantity_received", total - self.R[j], self.R[j] - total, self.R[j])
        if not b:
            return
        if b["side"] == "under":
            return self.hold("QTY_RECEIVED", scope, total, self.R[j], b["row"], ("quantity", ">=", self.R[j] - b["allowed"]))
        passes = lambda r: self.breach("quantity_received", total - r, F(0), r, only_over=True) is None
        need = max(([total / (1 + b["pct"] / 100)] if b["pct"] is not None else []) + ([total - b["amt"]] if b["amt"] is not None else []))
        four = self.level[j] == "4-way"
        if self.G[j] == 0:
            self.hold("NO_RECEIPT", scope, total, self.R[j], b["row"], ("received", ">=", need))
        elif four and passes(self.S[j]):
            self.hold("NOT_ACCEPTED", scope, total, self.R[j], b["row"], ("accepted", ">=", need))
        elif passes(self.A[j] if four else self.G[j]):
            self.hold("RETURN_UNCREDITED", scope, total, self.R[j], b["row"], ("quantity", "<=", self.R[j] + b["allowed"]))
        else:
            self.hold("QTY_RECEIVED", scope, total, self.R[j], b["row"], ("received", ">=", need))

    def charges(self, orders):
        inv = self.inv
        now = {}
        for c in inv.get("charges") or []:
            now[c["code"]] = now.get(c["code"], F(0)) + F(c["amount"])
        planned = {}
        for o in orders:
            for c in o.get("charges") or []:
                planned[c["code"]] = planned.get(c["code"], F(0)) + F(c["amount"])
        names = {o["id"] for o in orders}
        for code, amount in planned.items():
            for d in self.s["posted"]:
                if d["status"] != "void" and d["type"] != "prepayment":
                    for c in d.get("charges") or []:
                        if c["order"] in names and c["code"] == code:
                            amount -= F(c["amount"]) * (1 if d["type"] == "invoice" else -1)
            self.toleranced("CHARGE", f"charge:{code}", "charge", now.get(code, F(0)), amount, "charge", ccode=code)
        for code, amount in now.items():
            if code not in planned:
                self.toleranced("CHARGE_UNPLANNED", f"charge:{code}", "charge_unplanned", amount, F(0), "charge")

    def taxes(self):
        inv = self.inv
        entries = ([(F(l.get("tax_rate") or 0), F(l["amount"])) for l in inv["lines"]]
                   + [(F(c["tax_rate"]), F(c["amount"])) for c in inv.get("charges") or []]
                   + [(F(a["tax_rate"]), -F(a["amount"])) for a in inv.get("allowances") or []])
        printed = [(F(t["rate"]), F(t["amount"])) for t in inv.get("tax") or []]
        for rate in dict.fromkeys(r for r, _ in entries + printed):
            own = [a for r, a in entries if r == rate]
            t1 = rnd(sum(own, F(0)) * rate / 100, self.m)
            t2 = sum((rnd(a * rate / 100, self.m) for a in own), F(0))
            actual = sum((a for r, a in printed if r == rate), F(0))
            low, high = min(t1, t2), max(t1, t2)
            expected = high if actual > high else low if actual < low else actual
            self.toleranced("TAX", f"tax:{canon(rate)}", "tax", actual, expected, "tax")
        total = (sum((F(l["amount"]) for l in inv["lines"]), F(0)) + sum((F(c["amount"]) for c in inv.get("charges") or []), F(0))
                 - sum((F(a["amount"]) for a in inv.get("allowances") or []), F(0)) + sum((a for _, a in printed), F(0)) + F(inv.get("rounding") or 0))
        if F(inv["total"]) != total:
            self.hold("DOC_ARITHMETIC", "document", F(inv["total"]), total)

    def others(self, linked, x, D, E, same, lk):
        inv, s = self.inv, self.s
        for k in self.links:
            l, j = inv["lines"][k["i"]], k["j"]
            if k["kind"] in ("debit", "credit") and norm(l.get("item")) and norm(self.J[j].get("item")) and norm(l["item"]) != norm(self.J[j]["item"]):
                self.hold("ITEM_DIFFERS", lk(k), l["item"], self.J[j]["item"])
            if k["kind"] == "subsequent_debit":
                q = F(l["qty"]) * self.factor(j, l["unit"])
                if self.B[j] < q or self.B[j] <= 0:
                    self.hold("NOT_BILLED", lk(k), self.B[j], q, None, ("quantity", "<=", self.B[j]))
                elif same(j):
                    self.toleranced("SUBSEQUENT_DEBIT", lk(k), "line_total", (F(l["amount"]) + self.V[j]) / self.B[j] * q, q * self.P[j], "line_amount")
        for o in linked:
            js = [j for j in self.J if j[0] == o["id"]]
            if o["currency"] != inv["currency"]:
                self.hold("CURRENCY", f"order:{o['id']}", inv["currency"], o["currency"])
            if o.get("type") != "blanket":
                continue
            limit = num(o.get("value_limit"))
            actual = sum((self.V[j] + D[j] - E[j] for j in js), F(0))
            if limit is not None and o["currency"] == inv["currency"] and sum(D[j] for j in js) > 0 and actual > limit:
                self.hold("BLANKET_VALUE", f"order:{o['id']}", actual, limit, None, ("cumulative_amount", "<=", limit))
            a, b = o.get("valid_from"), o.get("valid_to")
            if any(x[j] > 0 for j in js) and ((a and inv["date"] < a) or (b and inv["date"] > b)):
                self.hold("BLANKET_DATE", f"order:{o['id']}", inv["date"], f"{a or ''}..{b or ''}")
        names = {o["id"] for o in linked}
        available = sum((F(d["total"]) - F(d.get("applied") or 0) for d in s["posted"] if d["type"] == "prepayment" and d["status"] == "posted"
                         and d["currency"] == inv["currency"] and d.get("order") in names), F(0))
        applied = min(max(F(inv["total"]), F(0)), max(available, F(0))) if inv["type"] == "invoice" else F(0)
        self.payable = F(inv["total"]) - applied if inv["type"] == "invoice" else -F(inv["total"])
        if inv["type"] == "invoice" and inv.get("prepaid") is not None and F(inv["prepaid"]) != applied:
            self.hold("PREPAYMENT", "document", F(inv["prepaid"]), applied)
        if self.policy.get("duplicate"):
            self.duplicates(self.policy["duplicate"])
        if s["vendor"]["status"] == "blocked":
            self.hold("VENDOR_BLOCKED", "document", "blocked", "active")
        if inv.get("bank_account") is not None:
            self.account(plain(inv["bank_account"]))

    def account(self, account):
        if re.fullmatch("[A-Z]{2}[0-9]{2}[A-Z0-9]{11,30}", account):
            digits = "".join(str(int(c, 36)) for c in account[4:] + account[:4])
            if int(digits) % 97 != 1:
                return self.hold("BANK_INVALID", "document", account, "valid")
        known = [a for a in self.s["vendor"]["bank_accounts"] if plain(a["account"]) == account]
        if not known:
            good = sorted(plain(a["account"]) for a in self.s["vendor"]["bank_accounts"] if a["verified"])
            self.hold("BANK_DIFFERS", "document", account, ",".join(good))
        elif not any(a["verified"] for a in known):
            self.hold("BANK_UNVERIFIED", "document", account, "verified")

    # Section 7
    @staticmethod
    def number(text, day):
        s = plain(text).replace("O", "0").replace("I", "1")
        s = s[2:] if s.startswith("FY") else s
        if s.startswith(day[:4]) and len(s) > 4:
            s = s[4:]
        return s.lstrip("0") or s[-1:]

    def duplicates(self, p):
        inv, mine = self.inv, None
        for d in self.s["posted"]:
            if d["status"] == "void" or d["type"] != inv["type"]:
                continue
            rebilled = any(c["type"] == "credit_note" and c["status"] != "void" and c.get("credits") == d["id"] and F(c["total"]) == F(d["total"])
                           and c["currency"] == d["currency"] and c["date"] <= inv["date"] for c in self.s["posted"])
            days = abs((date.fromisoformat(d["date"]) - date.fromisoformat(inv["date"])).days)
            tier = None
            if inv.get("content_hash") is not None and inv["content_hash"] == d.get("content_hash"):
                tier = 1
            elif rebilled:
                pass
            elif d["vendor"] == inv["vendor"] and self.number(d["number"], d["date"]) == self.number(inv["number"], inv["date"]):
                tier = 2
            elif ((d["vendor"] in self.s["vendor"].get("cluster", []) or d["vendor"] == inv["vendor"]) and d["currency"] == inv["currency"]
                  and abs(F(d["total"]) - F(inv["total"])) <= F(p["amount"]) and days <= p["days"]):
                tier = 3
            elif inv.get("page_hash") is not None and d.get("page_hash") is not None and bin(int(inv["page_hash"], 16) ^ int(d["page_hash"], 16)).count("1") <= p["page_bits"]:
                tier = 4
            if tier:
                self.hold("DUPLICATE", "document", d["id"], f"tier:{tier}")

    def result(self):
        return {"outcome": "held" if self.holds else "matched",
                "links": [{"line": self.inv["lines"][k["i"]]["id"], "order_line": "/".join(k["j"]), "qty": canon(k["q"])} for k in self.links],
                "holds": self.holds, "payable": canon(self.payable)}


class Chance:
    """Scenarios by chance: small numbers, so that ties, limits met exactly and splits are common."""

    def __init__(self, seed):
        self.r = random.Random(seed)

    def one(self, *of):
        return self.r.choice(of)

    def dec(self, low, high, places=(0, 0, 1, 2)):
        p = self.r.choice(places)
        return canon(F(self.r.randint(low * 10 ** p, high * 10 ** p), 10 ** p))

    def maybe(self, value, share=0.5):
        return value if self.r.random() < share else None

    def scenario(self):
        r = self.r
        self.isamount = r.random() < 0.12
        self.places = r.choice([2, 2, 2, 0, 3])
        self.units = {"BOX": r.choice(["12", "1/3", "2"]), "KG": "0.5"} if r.random() < 0.6 else {}
        orders = [self.order(f"{self.one('O', 'PO-0', '4500')}{n + 1}") for n in range(r.randint(1, 3))]
        names = [(o["id"], l["id"]) for o in orders for l in o["lines"]]
        level = self.one("totals", "2-way", "3-way", "3-way", "4-way")
        posted = [self.posted(f"D{n}", names, orders) for n in range(r.choice([0, 0, 1, 2, 3]))]
        invoices = [d["id"] for d in posted if d["type"] == "invoice"]
        for d in posted:
            if d["type"] == "credit_note" and invoices and r.random() < 0.7:
                d["credits"] = r.choice(invoices)
                if r.random() < 0.7:
                    d["total"] = next(x["total"] for x in posted if x["id"] == d["credits"])
        inv = self.invoice(orders, names, posted)
        return {"name": "chance", "source": "generated", "policy": self.policy(level),
                "vendor": {"id": "V1", "status": self.one(*["active"] * 9, "blocked"), "cluster": self.one([], ["V1", "V3"], ["V3"]),
                           "bank_accounts": [{"account": a, "verified": r.random() < 0.6} for a in r.sample(ACCOUNTS, r.randint(0, 3))]},
                "orders": orders, "receipts": [x for x in (self.receipt(n, names, orders) for n in range(r.randint(0, 5))) if x], "posted": posted, "invoice": inv}

    def order(self, oid):
        r = self.r
        blanket = r.random() < 0.2
        lines = []
        for n in range(r.randint(1, 3)):
            lines.append({"id": f"{n + 1}0", "item": self.one("A", "A-1", "a 1", "00A", "B", "B", None, "--"), "desc_class": self.one(None, "c", "d", "c"),
                          "basis": "amount" if self.isamount else "quantity", "level": self.one(None, None, None, "2-way", "3-way", "4-way"),
                          "status": self.one(*["open"] * 8, "closed", "final"), "unit": "EUR" if self.isamount else "PCS", "units": self.units,
                          "qty": self.one(self.dec(1, 20), self.dec(1, 8, (0,)), *([None] if blanket else [])), "price": "1" if self.isamount else self.one("5", "5.00", "4.5", "10", "0.333", "0"),
                          "price_base": "1" if self.isamount else self.one("1", "1", "1", "100", "3"), "discount_pct": "0" if self.isamount else self.one("0", "0", "0", "10", "33.3"),
                          "over_delivery_pct": self.one("0", "0", "10", "50", None)})
            if r.random() < 0.1:
                del lines[-1]["over_delivery_pct"]
        return {"id": oid, "vendor": self.one(*["V1"] * 8, "V2"), "currency": self.one(*["EUR"] * 8, "USD"), "status": self.one(*["open"] * 8, "closed", "final"),
                "type": "blanket" if blanket else "standard", "value_limit": self.dec(20, 200) if blanket and r.random() < 0.7 else None,
                "valid_from": self.one(None, "2026-02-10", "2026-03-01") if blanket else None, "valid_to": self.one(None, "2026-03-01", "2026-12-31") if blanket else None,
                "discount_pct": "0" if self.isamount else self.one("0", "0", "0", "2"), "charges": [{"code": c, "amount": self.dec(0, 20)} for c in r.sample(["FREIGHT", "PACK", "TOLL"], r.choice([0, 0, 1, 2]))], "lines": lines}

    def receipt(self, n, names, orders):
        o, l = self.one(*names)
        got = F(self.dec(0, 12))
        unit = self.one(None, None, "EUR" if self.isamount else "PCS", *([] if self.isamount else self.units))
        return {"id": f"R{n}", "order": o, "line": l, "unit": unit, "received": canon(got), "accepted": self.one(None, canon(got), canon(got / 2)),
                "returned": self.one("0", "0", canon(got / 4), canon(got))}

    def posted(self, did, names, orders):
        r = self.r
        kind = self.one("invoice", "invoice", "invoice", "credit_note", "prepayment")
        lines = [] if kind == "prepayment" else [{"order": o, "line": l, "qty": self.dec(0, 6), "amount": self.dec(0, 40), "value_only": r.random() < 0.15} for o, l in r.sample(names, min(len(names), r.randint(0, 2)))]
        return {"id": did, "type": kind, "status": self.one("posted", "posted", "posted", "pending", "void"), "vendor": self.one("V1", "V1", "V1", "V2", "V3"),
                "number": self.one(*NUMBERS), "date": self.one("2026-02-20", "2026-03-01", "2026-03-05", "2025-12-30"), "currency": self.one("EUR", "EUR", "EUR", "USD"),
                "total": self.one(self.dec(0, 100), "50", "50.01"), "content_hash": self.one(None, "aa", "bb"), "page_hash": self.one(None, "00000000000000ff", "ffffffffffffffff", "0000000000000fff"), "credits": None, "lines": lines,
                "charges": [] if kind == "prepayment" or r.random() < 0.6 else [{"order": self.one(*names)[0], "code": "FREIGHT", "amount": self.dec(0, 9)}],
                "order": self.one(*names)[0] if kind == "prepayment" else None, "applied": self.one("0", "5") if kind == "prepayment" else "0"}

    def invoice(self, orders, names, posted):
        r = self.r
        kind = self.one("invoice", "invoice", "invoice", "credit_note")
        m = self.places
        lines = [self.line(f"L{n + 1}", kind, orders, names, m) for n in range(r.randint(1, 4))]
        rates = ["0", "19", "19.0", "7", "5.5"]
        for l in lines:
            l["tax_rate"] = self.one(*rates[:3]) if r.random() < 0.8 else self.one(*rates)
        charges = [{"code": self.one("FREIGHT", "FREIGHT", "PACK", "ODD"), "amount": self.dec(0, 20), "tax_rate": "19"} for _ in range(self.one(0, 0, 1, 2))]
        allowances = [{"amount": self.dec(0, 9), "tax_rate": "19"} for _ in range(self.one(0, 0, 0, 1, 2))]
        inv = {"id": "I1", "type": kind, "vendor": "V1", "number": self.one(*NUMBERS), "date": self.one("2026-03-01", "2026-03-04", "2026-02-09"), "currency": self.one(*["EUR"] * 5, "USD"),
               "rate": self.one("1", "1.25", "4/5"), "decimals": m, "bank_account": self.one(None, None, None, *ACCOUNTS, "DE89 3704 0044 0532 0130 01", "12-3456 7"), "content_hash": self.one(None, None, "aa"),
               "page_hash": self.one(None, None, "00000000000000fe", "0000000000000fff"), "rounding": self.one("0", "0", "0", "0.01"), "prepaid": self.one(None, None, None, "0", "5", "10"), "lines": lines, "charges": charges, "allowances": allowances, "tax": []}
        sums = {}
        for rate, a in [(l["tax_rate"], F(l["amount"])) for l in lines] + [(c["tax_rate"], F(c["amount"])) for c in charges] + [(a["tax_rate"], -F(a["amount"])) for a in allowances]:
            sums[F(rate)] = sums.get(F(rate), 0) + a
        for rate, a in sums.items():
            if r.random() < 0.9:
                tax = rnd(a * rate / 100, m) + self.one(0, 0, 0, 0, F(1, 10 ** m), -F(1, 10 ** m))
                inv["tax"].append({"rate": canon(rate), "amount": canon(tax)})
        net = sum((F(l["amount"]) for l in lines), F(0)) + sum((F(c["amount"]) for c in charges), F(0)) - sum((F(a["amount"]) for a in allowances), F(0))
        total = net + sum((F(t["amount"]) for t in inv["tax"]), F(0)) + F(inv["rounding"])
        inv["total"] = canon(total + self.one(0, 0, 0, 0, 0, F(1, 100))) if r.random() < 0.9 else self.one("50", "50.00")
        return inv

    def line(self, lid, kind, orders, names, m):
        r = self.r
        vonly = r.random() < 0.08
        o, l = self.one(*names)
        ol = next(x for q in orders if q["id"] == o for x in q["lines"] if x["id"] == l)
        referenced, exact = r.random() < 0.5, r.random() < 0.4
        spelled = lambda s: self.one(s, s.lower(), "00" + s, f" {s}-")
        unit = "EUR" if self.isamount else self.one("PCS", "PCS", "PCS", *self.units, "TUB")
        if vonly and unit == "TUB":
            unit = "PCS"
        qty = F(self.dec(1, 6))
        if r.random() < 0.12:
            qty = -qty
        price = self.one(*[ol["price"]] * 4, "5", "4.50", "5.01", "10.0", "0.33", None)
        base = ol["price_base"] if r.random() < 0.8 else "1"
        dpct, damt = self.one("0", "0", "0", ol["discount_pct"], "5"), self.one("0", "0", "0", "0", "0.5")
        worth = abs(qty) / F(base) * F(price or ol["price"]) * (1 - F(dpct) / 100) - F(damt)
        amount = rnd(max(worth, F(0)), m) + self.one(0, 0, 0, 0, F(1, 10 ** m), F(3))
        if qty < 0:
            amount = -amount
        return {"id": lid, "kind": ("subsequent_debit" if kind == "invoice" else "value_credit") if vonly else "item", "order_ref": self.one(spelled(o), spelled(o), "NOPE") if referenced or vonly else None,
                "line_ref": spelled(l) if exact or vonly else None, "item": self.one(*[ol["item"]] * 5, "A", "B", None), "desc_class": self.one(*[ol["desc_class"]] * 3, None, "c"),
                "qty": canon(abs(qty) if vonly else qty), "unit": unit, "price": price, "price_base": base, "discount_pct": dpct, "discount_amt": damt, "amount": canon(abs(amount) if vonly else amount)}

    def policy(self, level):
        r = self.r
        rows = []
        kinds = [("unit_price", None), ("line_total", None), ("cumulative_line_total", None), ("quantity_received", None), ("quantity_ordered", None), ("charge", "*"), ("charge", "FREIGHT"),
                 ("charge_unplanned", None), ("tax", None), ("document_total", None)]
        share = r.choice([0.1, 0.4, 0.8])
        for n, (kind, code) in enumerate(kinds):
            if r.random() < share:
                limit = lambda: self.one(None, None, "0", "2", "10", "0.5", "50")
                rows.append({"id": f"T{n}", "kind": kind, "code": code, "over_pct": limit(), "over_amt": limit(), "under_pct": limit(), "under_amt": limit(),
                             "amount_currency": self.one("accounting", "transaction")})
        r.shuffle(rows)
        return {"level": level, "accounting_currency": "EUR", "tolerances": rows,
                "duplicate": self.one(None, {"amount": self.one("0", "0.01", "5"), "days": self.one(0, 4, 30), "page_bits": self.one(0, 1, 4)})}


NUMBERS = ["RE-1", "re 001", "2026-0017", "17", "FY2026-17", "I7", "O0017", "2025-17", "2026", "FY17"]
ACCOUNTS = ["DE89370400440532013000", "gb29 nwbk 6016 1331 9268 19", "12-3456-7", "FR1420041010050500013M02606"]


def normal(result):
    """What is compared: links and holds as sets."""
    plainly = lambda v: canon(v) if isinstance(v, str) and re.fullmatch(r"-?[0-9]+(\.[0-9]+|/[0-9]+)?", v) else v
    each = lambda o: {k: each(v) if isinstance(v, dict) else plainly(v) for k, v in o.items()}
    key = lambda h: json.dumps(each({k: h.get(k) for k in ("code", "scope", "actual", "expected", "row", "counterfactual")}), sort_keys=True)
    return (result["outcome"], sorted(json.dumps(each(l), sort_keys=True) for l in result["links"]), sorted(map(key, result["holds"])), plainly(result["payable"]))


def main(vouch, *rest):
    if rest[:1] == ("--cases",):
        wrong = 0
        for file in sorted(Path(rest[1]).glob("*.json")):
            case = json.loads(file.read_text())
            expect, got = case.pop("expect"), Matcher(case).result()
            for h in got["holds"]:
                want = next((e for e in expect["holds"] if all(e.get(k) == h.get(k) for k in ("code", "scope"))), {})
                if "counterfactual" not in want:
                    h.pop("counterfactual", None)
            if normal(got) != normal(expect):
                wrong += 1
                print(f"{file.name}: the reference differs from what is expected")
        return print(f"{wrong} cases differ") or (1 if wrong else 0)
    count, seed = int(rest[0]) if rest else 1000, int(rest[1]) if len(rest) > 1 else 1
    codes = {}
    with tempfile.TemporaryDirectory() as place:
        for n in range(count):
            scenario = Chance(f"{seed}.{n}").scenario()
            scenario["expect"] = Matcher(scenario).result()
            for hold in scenario["expect"]["holds"]:
                codes[hold["code"]] = codes.get(hold["code"], 0) + 1
            (Path(place) / f"{seed}.{n}.json").write_text(json.dumps(scenario))
        run = subprocess.run([vouch, "conform", "matching", place], capture_output=True, text=True)
    print(run.stdout[-4000:] + run.stderr[-1000:], end="")
    print(f"{count} scenarios by chance (seed {seed}); holds: " + ", ".join(f"{c} {n}" for c, n in sorted(codes.items(), key=lambda x: -x[1])))
    return run.returncode


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
