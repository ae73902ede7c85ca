# The service in a container. docs/container.md documents how to run it, the source of the digest
# below, and what has not been tested.
ARG PYTHON=python:3.13.15-slim-trixie@sha256:7c61056e61ac89e852de05f3dc6fa51a6dd2181797bceed46aa725dd7cb2cd3b

FROM ${PYTHON} AS build
ENV PIP_DISABLE_PIP_VERSION_CHECK=1 PIP_NO_CACHE_DIR=1
WORKDIR /src
COPY requirements.lock requirements-build.lock ./
# The build tools stay in this stage; the service's environment has not even pip.
RUN python -m venv --without-pip /srv/liaison \
    && pip --python /srv/liaison install --require-hashes -r requirements.lock \
    && pip install --require-hashes -r requirements-build.lock
COPY pyproject.toml README.md LICENSE ./
COPY bot bot
COPY web web
COPY handlers handlers
COPY storage storage
COPY liaison liaison
COPY locales locales
RUN pip wheel --no-deps --no-build-isolation --wheel-dir /wheels . \
    && pip --python /srv/liaison install --no-deps --no-index /wheels/*.whl

FROM ${PYTHON} AS service
# For letters in Khmer and Chinese.
# hadolint ignore=DL3008
RUN apt-get update \
    && apt-get install --yes --no-install-recommends fonts-khmeros fonts-noto-cjk \
    && rm -rf /var/lib/apt/lists/*
RUN groupadd --system --gid 10001 liaison \
    && useradd --system --uid 10001 --gid liaison --home-dir /data --no-create-home liaison \
    && install --directory --owner=liaison --group=liaison --mode=0700 /data /keys /backups
COPY --from=build /srv/liaison /srv/liaison
ENV PATH=/srv/liaison/bin:$PATH \
    PYTHONDONTWRITEBYTECODE=1 \
    PYTHONUNBUFFERED=1 \
    LIAISON_DATABASE_URL=sqlite:////data/liaison.db \
    LIAISON_KEYS_FILE=/keys/keys.json \
    LIAISON_HEALTH_PORT=8090
VOLUME /data /keys /backups
WORKDIR /data
USER 10001:10001
HEALTHCHECK --interval=30s --timeout=5s --start-period=60s --retries=3 \
    CMD ["python", "-c", "import http.client, os; bot = http.client.HTTPConnection('127.0.0.1', int(os.environ['LIAISON_HEALTH_PORT']), timeout=4); bot.request('GET', '/readyz'); raise SystemExit(bot.getresponse().status != 200)"]
CMD ["liaison", "run"]

# For `liaison backup` of PostgreSQL, which needs pg_dump of the server's version or later.
FROM service AS backup
USER 0
# hadolint ignore=DL3008
RUN apt-get update \
    && apt-get install --yes --no-install-recommends postgresql-client \
    && rm -rf /var/lib/apt/lists/*
USER 10001:10001
HEALTHCHECK NONE

FROM service
