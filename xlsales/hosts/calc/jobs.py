"""Which event of LibreOffice starts which of our jobs (Jobs.xcu)."""

from __future__ import annotations

from xlsales.hosts.calc.registry_xml import component_data, node, text, written
from xlsales.hosts.calc.signature import LOADED


def source() -> bytes:
    """Return the configuration that runs our job after a document is loaded."""
    root = component_data("Jobs")
    job = node(node(root, "Jobs"), LOADED, "replace")
    text(job, "Service", {"": LOADED})
    event = node(node(root, "Events"), "OnLoad", "fuse")
    node(node(event, "JobList"), LOADED, "replace")
    return written(root)
