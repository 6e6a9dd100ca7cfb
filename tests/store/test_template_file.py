"""Templates from their file."""

from __future__ import annotations

from pathlib import Path

from waitgui.store.template_file import load_templates

RESOURCES = Path(__file__).parents[2] / "resources"


def test_they_are_read_in_order():
    found = load_templates(RESOURCES / "templates.toml")
    assert [template.id for template in found][:2] == ["keep-running", "wait-for-port"]


def test_without_them_the_program_goes_on(tmp_path, caplog):
    assert load_templates(tmp_path / "none.toml") == ()
    broken = tmp_path / "broken.toml"
    broken.write_text(
        'format = 1\n[[tasks]]\nname = "x"\ntemplate = { hint = 3 }\n'
        '[tasks.schedule]\nkind = "repeat"\nperiod = "1s"\n[tasks.action]\nkind = "none"\n'
    )
    assert load_templates(broken) == ()
    assert caplog.text.count("no templates") == 2
