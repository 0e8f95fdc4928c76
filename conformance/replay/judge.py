#!/usr/bin/env python3
"""Reads what a replay of recorded answers reported, and says how far ours agree with them.

  judge.py REPORT DISAGREEMENTS [--least PERCENT]

For each area of the API: how many answers have the recorded status, and how many the recorded shape
besides. An answer that could not be asked for, since an earlier one was wrong, counts as wrong.
DISAGREEMENTS holds, one a line and separated by tabs, patterns of recordings, of operations and of
differences (a line explains an answer only if all that differs in it matches), a kind, and the
reason. The kinds: "later" needs what is not built yet, "before" needs what the recorded org held
before the recording began (both are left out of the count), "otherwise" is as we mean it, and counts
against us. Exits 1 where an area agrees in less than PERCENT, or where something disagrees that no
line explains.
"""
import argparse
import collections
import json
import re
import sys

AREAS = {
    'users': r'/api/v1/users($|/\{\w+\}($|/(lifecycle|credentials|groups|linkedObjects|appLinks|sessions)))',
    'groups': r'/api/v1/groups($|/\{groupId\}($|/(users|owners|apps)))',
    'user types and schemas': r'/api/v1/meta/(types|schemas)',
    'applications and their credentials':
        r'/api/v1/apps($|/\{appId\}($|/(credentials|groups|users|lifecycle|grants|tokens)))|/oauth2/v1/clients($|/\{clientId\}$)',
    'policies, zones and behaviors': r'/api/v1/(policies|zones|behaviors)',
    'authenticators, factors and trusted origins':
        r'/api/v1/(authenticators|trustedOrigins)|/api/v1/users/\{userId\}/factors|/api/v1/org/factors',
    'inline hooks, letters and their servers':
        r'/api/v1/(inlineHooks|email-servers|brands/\{brandId\}/templates)',
    'identity providers': r'/api/v1/idps($|/\{idpId\}($|/(lifecycle|users)))',
    'authorization servers': r'/api/v1/authorizationServers|/\.well-known/',
}


def area(row):
    return next((name for name, pattern in AREAS.items() if re.match(pattern, row['template'])), None)


def explanations(file):
    with open(file, encoding='utf-8') as lines:
        for line in lines:
            if line.strip() and not line.startswith('#'):
                *patterns, kind, reason = line.rstrip('\n').split('\t')
                if kind not in ('later', 'before', 'otherwise') or not reason:
                    sys.exit(f'{file}: of no kind, or no reason: {line}')
                yield [re.compile(pattern) for pattern in patterns], kind


def explained(row, known):
    operation = f"{row['method']} {row['template']}"
    return next((kind for (recording, asked, differing), kind in known
                 if recording.search(row['cassette']) and asked.search(operation)
                 and all(differing.search(difference) for difference in differences(row))), None)


def differences(row):
    if row['verdict'] == 'blocked':
        return ['blocked']
    if not row['status_ok']:
        return [f"status {row['got']} for {row['want']}"]
    return [f'{kind} {path}' for kind, path, _ in row['diffs']
            if kind not in ('extra', 'value', 'null', 'format')]


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument('report')
    parser.add_argument('disagreements')
    parser.add_argument('--least', type=float, default=97)
    asked = parser.parse_args()
    known = list(explanations(asked.disagreements))
    counts, unexplained = collections.defaultdict(collections.Counter), []
    with open(asked.report, encoding='utf-8') as rows:
        for row in map(json.loads, rows):
            name = area(row)
            if name is None or row['verdict'] not in ('counted', 'blocked'):
                continue
            count, agrees = counts[name], row.get('shape_ok', False)
            kind = None if agrees else explained(row, known)
            if kind in ('later', 'before'):
                count['out'] += 1
                continue
            count.update(all=1, status=row.get('status_ok', False), shape=agrees)
            if not agrees and kind is None:
                unexplained.append(row)
    failed = bool(unexplained)
    for name in AREAS:
        count = counts[name]
        status, shape = (100 * count[key] / count['all'] for key in ('status', 'shape'))
        failed |= shape < asked.least
        print(f"SCORE {name}: status {status:.1f} %, shape {shape:.1f} % of {count['all']} answers"
              f" ({count['out']} left out)")
    for row in unexplained:
        print(f"unexplained: {row['cassette']} #{row['i']} {row['method']} {row['template']}:"
              f" {', '.join(differences(row))} {row.get('body', '')[:160]}")
    sys.exit(failed)


if __name__ == '__main__':
    main()
