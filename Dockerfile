# For GitLab, Jenkins and whoever likes containers: docker run --rm -v "$PWD:/repo:ro" reviewbot review --head HEAD
# A release is built from a base that is pinned to its digest: --build-arg BASE=python:3.13-slim@sha256:…
ARG BASE=python:3.13-slim

FROM ${BASE} AS build
WORKDIR /build
COPY requirements.lock ./
RUN python3 -m venv /opt/reviewbot \
    && /opt/reviewbot/bin/pip install --no-cache-dir --only-binary :all: --require-hashes --requirement requirements.lock
COPY pyproject.toml README.md LICENSE ./
COPY prompts prompts
COPY src src
RUN /opt/reviewbot/bin/pip install --no-cache-dir --no-deps --no-build-isolation . \
    && /opt/reviewbot/bin/pip uninstall --yes setuptools pip

FROM ${BASE}
LABEL org.opencontainers.image.source="https://github.com/OWNER/reviewbot" \
      org.opencontainers.image.licenses="Apache-2.0"
# git is the distribution's newest: a pinned version is gone from its mirrors within weeks.
# hadolint ignore=DL3008
RUN apt-get update \
    && apt-get install --yes --no-install-recommends git \
    && rm -rf /var/lib/apt/lists/* \
    # A mounted repository belongs to somebody else, which git refuses unless told.
    && git config --system --add safe.directory '*' \
    && useradd --create-home --uid 10001 reviewbot
COPY --from=build /opt/reviewbot /opt/reviewbot
ENV PATH=/opt/reviewbot/bin:$PATH
USER 10001
WORKDIR /repo
ENTRYPOINT ["reviewbot"]
CMD ["--help"]
