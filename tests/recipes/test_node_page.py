"""The page about Node, run as it stands there with the packages of our lock file."""

import os
import re
import subprocess

import pytest

from tests.recipes import installing
from tests.recipes.pages import write_files
from tests.recipes.serving import mock_idp_with_open_control

pytestmark = pytest.mark.slow


def test_the_page_about_node_passes():
    node = installing.node()
    folder = installing.node_folder()
    names = write_files("node.md", folder)

    with mock_idp_with_open_control() as address:
        done = subprocess.run(
            [node, "--test", "--test-reporter=tap", names[0]],
            cwd=folder,
            env=os.environ | {"MOCK_IDP": address},
            capture_output=True,
            text=True,
            timeout=120,
            check=False,
        )

    assert names == ["eid.test.mjs"]
    assert done.returncode == 0, done.stdout + done.stderr
    assert re.search(r"^# pass 7$", done.stdout, re.MULTILINE)
