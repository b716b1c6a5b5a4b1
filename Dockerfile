# One image with the page, the API and the rooms: `docker build -t codesala .`, or see docker-compose.yml.
# Another with Java for the runner (docs/runner.md): `docker build --target runner -t codesala-runner .`

FROM node:20-bookworm-slim AS page
WORKDIR /app/frontend
COPY frontend/package.json frontend/package-lock.json frontend/.npmrc ./
RUN npm ci --no-audit --no-fund
COPY frontend/ ./
RUN npm run build

FROM python:3.13-slim-bookworm AS packages
COPY requirements.lock /tmp/requirements.lock
RUN python -m venv /venv \
    && /venv/bin/pip install --no-cache-dir --disable-pip-version-check --require-hashes -r /tmp/requirements.lock

# Not built for the app. The same user as there, because the socket is only for its user.
FROM python:3.13-slim-bookworm AS runner
RUN apt-get update \
    && mkdir -p /usr/share/man/man1 \
    && apt-get install -y --no-install-recommends bubblewrap openjdk-17-jdk-headless \
    && rm -rf /var/lib/apt/lists/* \
    && useradd --system --uid 10001 --home-dir /app --shell /usr/sbin/nologin codesala \
    && mkdir /run/codesala \
    && chown codesala /run/codesala
WORKDIR /app
COPY --from=packages /venv /venv
COPY backend/ ./backend/
RUN /venv/bin/python -m compileall -q backend
COPY LICENSE ./
ENV PATH=/venv/bin:$PATH \
    PYTHONPATH=/app/backend \
    PYTHONUNBUFFERED=1 \
    PYTHONDONTWRITEBYTECODE=1 \
    RUNNER_SOCKET=/run/codesala/runner.sock \
    LOG_FORMAT=json
USER codesala
STOPSIGNAL SIGTERM
CMD ["python", "-m", "codesala", "runner"]

FROM python:3.13-slim-bookworm
RUN useradd --system --uid 10001 --home-dir /app --shell /usr/sbin/nologin codesala \
    && mkdir /data /run/codesala \
    && chown codesala /data /run/codesala
WORKDIR /app
COPY --from=packages /venv /venv
COPY backend/ ./backend/
RUN /venv/bin/python -m compileall -q backend
COPY LICENSE ./
COPY --from=page /app/frontend/dist ./frontend/dist
ENV PATH=/venv/bin:$PATH \
    PYTHONPATH=/app/backend \
    PYTHONUNBUFFERED=1 \
    PYTHONDONTWRITEBYTECODE=1 \
    HOST=0.0.0.0 \
    PORT=8000 \
    DATA_DIR=/data \
    LOG_FORMAT=json
USER codesala
VOLUME /data
EXPOSE 8000
STOPSIGNAL SIGTERM
HEALTHCHECK --interval=10s --timeout=3s --start-period=30s --retries=3 \
    CMD ["python", "-c", "import os, urllib.request as r; r.urlopen(f'http://127.0.0.1:{os.environ[\"PORT\"]}/health', timeout=2)"]
CMD ["python", "-m", "codesala", "serve"]
