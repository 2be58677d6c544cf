#!/bin/sh
# Migrates while the old version serves, then rolls the deployment over.
set -eu
npx knex migrate:latest --env production
kubectl set image deployment/timesheets app="$IMAGE"
kubectl rollout status deployment/timesheets --timeout=10m
