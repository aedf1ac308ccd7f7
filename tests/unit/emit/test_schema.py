"""The format: what is written validates, reads back the same, and nothing unknown slips in."""

import dataclasses
import datetime as dt
import importlib.resources
import json
import types
import typing
from decimal import Decimal

import jsonschema
import pytest
from hypothesis import given
from hypothesis import strategies as st
from typing_extensions import is_typeddict

from irsletter.emit.build import build_result
from irsletter.emit.schema import dump, load, published_schema, result_schema, summary_columns
from irsletter.model import kinds, result


def records(kind, seen):
    """Every record type that ``kind`` is made of."""
    origin = typing.get_origin(kind)
    for part in typing.get_args(kind):
        records(part, seen)
    kind = origin or kind
    if kind in seen or not isinstance(kind, type):
        return seen
    if dataclasses.is_dataclass(kind) or is_typeddict(kind):
        seen.add(kind)
        for hint in typing.get_type_hints(kind).values():
            records(hint, seen)
    return seen


def test_every_record_forbids_unknown_keys():
    found = records(result.Result, set())
    declared = {
        each
        for each in vars(result).values()
        if isinstance(each, type) and (dataclasses.is_dataclass(each) or is_typeddict(each))
    }
    assert declared == found
    assert [each.__name__ for each in found if getattr(each, "__pydantic_config__", {}).get("extra") != "forbid"] == []


def objects(value, path=()):
    if isinstance(value, dict):
        yield path
    for key, part in value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ():
        yield from objects(part, (*path, key))


def test_a_key_that_the_format_lacks_is_refused_wherever_it_stands(make_result, make):
    written = json.loads(dump(make_result(authenticity=make.fraud)))
    places = list(objects(written))
    assert len(places) > 50
    for place in places:
        copy = json.loads(json.dumps(written))
        target = copy
        for key in place:
            target = target[key]
        target["surprise"] = 1
        with pytest.raises(ValueError, match="surprise"):
            load(json.dumps(copy))


def test_a_result_is_one_line_that_reads_back_the_same(make_result, make):
    whole = make_result(deadlines=(make.hearing, make.levy), authenticity=make.fraud)
    line = dump(whole)
    assert "\n" not in line
    assert load(line) == whole
    assert dump(load(line)) == line


def test_what_is_written_validates_against_the_schema(make_result, make):
    schema = result_schema()
    jsonschema.Draft202012Validator.check_schema(schema)
    for whole in (make_result(), make_result(authenticity=make.fraud, deadlines=(make.hearing,))):
        jsonschema.validate(json.loads(dump(whole)), schema, jsonschema.Draft202012Validator)


@pytest.mark.parametrize(
    ("field", "value"), [("amount_due", "1E+3"), ("amount_due", "5.0"), ("notice_date", "11/09/2026")]
)
def test_values_in_another_form_are_refused(make_result, field, value):
    written = json.loads(dump(make_result()))
    written["letters"][0]["fields"][field]["value"] = value
    with pytest.raises(ValueError, match="pattern"):
        load(json.dumps(written))
    with pytest.raises(jsonschema.ValidationError):
        jsonschema.validate(written, result_schema())


def test_a_year_in_a_text_stays_a_text(make_result):
    assert load(dump(make_result())).letters[0].tax_periods[0].field.value == "2024"


def test_the_parts_of_the_schema_have_names_a_reader_can_use():
    names = result_schema()["$defs"].keys()
    assert {
        "MoneyField",
        "DateField",
        "PhoneField",
        "TextField",
        "AddressField",
        "TaxpayerIdField",
        "CountField",
    } <= names
    assert all(name.isidentifier() and "_" not in name for name in names)


def test_all_keys_are_required_but_single_fields():
    parts = result_schema()["$defs"]
    optional = [name for name, part in parts.items() if set(part.get("properties", ())) - set(part.get("required", ()))]
    assert optional == ["Fields"]


def test_the_columns_of_the_summary_are_fixed():
    assert len(summary_columns) == 67
    assert len(set(summary_columns)) == 67
    assert summary_columns[:3] == ("urgency", "route", "next_what")
    assert summary_columns[-7:] == (
        "assigned_to",
        "work_status",
        "answered_on",
        "how_sent",
        "tracking_no",
        "follow_up_on",
        "notes",
    )


texts = st.text(st.characters(exclude_categories=("Cs",)))


@given(
    text=texts,
    amount=st.decimals(-(10**12), 10**12, places=2),
    day=st.dates(),
    confidence=st.floats(0, 1),
    status=st.sampled_from(kinds.FieldStatus),
    category=st.sampled_from(kinds.Category),
    unread=st.booleans(),
)
def test_any_result_reads_back_the_same(make, text, amount, day, confidence, status, category, unread):
    money, code, date = make.field(amount, text), make.field(text, text), make.field(day, text)
    fields = {"amount_due": money, "notice_code": code, "notice_date": date}
    fields = {
        name: dataclasses.replace(field, confidence=confidence, status=status, value=None if unread else field.value)
        for name, field in fields.items()
    }
    doc = make.document()
    verdict = make.judged(doc, fields=fields, mentions=(text,))
    notice = dataclasses.replace(verdict.reading.notice, title=text, category=category)
    verdict = dataclasses.replace(verdict, reading=dataclasses.replace(verdict.reading, notice=notice))
    whole = build_result(doc, (verdict,), None, catalog_digest=text, as_of=dt.date(2026, 11, 22))
    assert load(dump(whole)) == whole
    value = whole.letters[0].fields["amount_due"].value
    assert unread or Decimal(value) == amount


def test_the_walk_over_records_sees_nested_generics():
    assert result.Field in records(list[result.Field[str]] | None, set())
    assert types.NoneType not in records(result.Notice | None, set())


def test_the_schema_lies_in_the_package_under_its_version():
    """A changed form of the Result is seen where it is reviewed: ``irsletter schema`` writes the file anew."""
    stored = importlib.resources.files("irsletter.emit").joinpath("result-1.schema.json").read_text(encoding="utf-8")
    assert stored.rstrip("\n") == published_schema()
    assert json.loads(stored)["$id"] == "urn:irsletter:result:1.0"
    jsonschema.Draft202012Validator.check_schema(json.loads(stored))
