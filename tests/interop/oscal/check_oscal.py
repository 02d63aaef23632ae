"""Reads what Muster wrote as OSCAL with compliance-trestle, and resolves the same profiles by it.

Run in a trestle workspace: `python check_oscal.py CASES.json`. A case names a catalogue that Muster
wrote, and, where that was resolved from a profile, the profile and which controls Muster says it
pulled in; or assessment results or a plan of action, which are also written again for Muster to
read back. Prints one line for each case; exit code 1 where one does not hold.
"""

import json
import pathlib
import subprocess
import sys

import trestle.oscal.assessment_results as results
import trestle.oscal.catalog as catalogs
import trestle.oscal.poam as plans
from trestle.core.catalog.catalog_interface import CatalogInterface
from trestle.core.profile_resolver import ProfileResolver


def statement_texts(part):
    """All prose of a part, from the top down."""
    texts = [part.prose.strip()] if part.prose else []
    for inner in part.parts or []:
        texts.extend(statement_texts(inner))
    return texts


def texts_of(catalog):
    """Every control with the prose of its statement, parameters uninserted."""
    found = {}
    for control in CatalogInterface(catalog).get_all_controls_from_catalog(True):
        parts = [part for part in control.parts or [] if part.name == 'statement']
        found[control.id] = [text for part in parts for text in statement_texts(part)]
    return found


MODELS = {
    'assessment-results': results.AssessmentResults,
    'plan-of-action-and-milestones': plans.PlanOfActionAndMilestones,
}


def faults_of(case, workspace):
    """What does not hold of one case, as sentences."""
    name = case['name']
    model = case.get('model', 'catalog')
    import_ = subprocess.run(
        [sys.executable, '-m', 'trestle', 'import', '-f', case['written'], '-o', name],
        cwd=workspace, capture_output=True, text=True,
    )
    if import_.returncode != 0:
        return [f'trestle import refuses it: {import_.stdout[-500:]}{import_.stderr[-500:]}']
    check = subprocess.run(
        [sys.executable, '-m', 'trestle', 'validate', '-t', model, '-n', name],
        cwd=workspace, capture_output=True, text=True,
    )
    if check.returncode != 0:
        return [f'trestle validate refuses it: {check.stdout[-500:]}{check.stderr[-500:]}']
    if model in MODELS:
        read = MODELS[model].oscal_read(pathlib.Path(case['written']))
        read.oscal_write(pathlib.Path(case['rewritten']))
        return []
    ours = texts_of(catalogs.Catalog.oscal_read(pathlib.Path(case['written'])))
    if len(ours) != case['controls']:
        return [f'{len(ours)} controls were read, and {case["controls"]} were written']
    if 'profile' not in case:
        return []
    theirs = texts_of(ProfileResolver.get_resolved_profile_catalog(workspace, case['profile']))
    faults = []
    pulled_in = set(case['pulled_in'])
    if set(ours) - pulled_in != set(theirs):
        faults.append(f'the controls differ: {sorted((set(ours) - pulled_in) ^ set(theirs))[:20]}')
    for control, texts in theirs.items():
        if control in ours and ours[control] != texts:
            faults.append(f'the statement of {control} differs: {ours[control]} and {texts}')
    return faults


def main():
    workspace = pathlib.Path.cwd()
    failed = False
    for case in json.loads(pathlib.Path(sys.argv[1]).read_text(encoding='utf-8')):
        faults = faults_of(case, workspace)
        failed = failed or bool(faults)
        print(f'{case["name"]}: {"holds" if not faults else faults[0]}', flush=True)
    sys.exit(1 if failed else 0)


if __name__ == '__main__':
    main()
