"""Previews the Python program in a folder with the Automation API, so that no language host is needed."""

import runpy
import sys

from pulumi import automation

folder, program, project, stack = sys.argv[1:]
selected = automation.select_stack(
    stack_name=stack,
    project_name=project,
    program=lambda: runpy.run_path(program),
    opts=automation.LocalWorkspaceOptions(work_dir=folder),
)
preview = selected.preview(color="never", on_output=print, on_error=print)
