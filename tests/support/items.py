"""An item of a team's own."""

OWN_ITEM = """\
---
id: no-sum
title: A sum
severity: high
applies: {languages: [python]}
detectors:
  - language: python
    confidence: high
    requires: ["sum("]
    rule: {pattern: sum($A)}
wording: {title: A sum stands here, trigger: "When it runs, it sums.", repair: Leave it to the database.}
---
A sum here is always too slow.
## Bad
```python
sum(numbers)  # finding
```
## Good
```python
total(numbers)
```
"""
