"""Static files as they are collected: names that change with the content, also between scripts."""

from paritrana.web.collected import CollectedFiles


def test_what_a_script_imports_has_a_name_that_changes_with_its_content(tmp_path):
    (tmp_path / "page.js").write_text('import { keep } from "./store.js";\nkeep();\n')
    (tmp_path / "store.js").write_text("export const keep = () => {};\n")
    collected = CollectedFiles(location=tmp_path, base_url="/static/")
    list(collected.post_process({name: (collected, name) for name in ("page.js", "store.js")}))
    page, store = (tmp_path / collected.stored_name(name) for name in ("page.js", "store.js"))
    assert store.name != "store.js"
    assert f'from "./{store.name}"' in page.read_text()
