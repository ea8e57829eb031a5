"""Literals in, verdicts out."""

import pytest

from peerkit.audit.checks.location_services_off import location_services_off
from peerkit.model.facts_privacy import LocationServices
from peerkit.model.finding import Severity, Status


@pytest.mark.parametrize(("on", "status"), [(True, Status.FAIL), (False, Status.PASS)])
def test_verdicts(on, status):
    assert location_services_off(LocationServices(desktop="GNOME", on=on)).status is status


def test_it_weighs_little():
    assert location_services_off.severity is Severity.LOW
