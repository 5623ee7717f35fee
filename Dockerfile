# Tapwright with the chat page and the benchmark, as a user without rights.
#
#   docker build -t tapwright .
#   docker run --rm tapwright run "Turn on Bluetooth"                   on the phone inside
#   docker run --rm --network host --user "$(id -u)" -v "$PWD:/tapwright" tapwright chat --no-browser
#   docker run --rm -e ADB_SERVER_SOCKET=tcp:host.docker.internal:5037 tapwright doctor
#
# /tapwright holds runs, memory and the key that phones know this computer by: mount a folder of yours there to
# keep them, and be its owner with --user.
# Build arguments: PYTHON (3.11 to 3.13), EXTRAS (see pyproject.toml).
ARG PYTHON=3.12

FROM python:${PYTHON}-slim AS build
WORKDIR /src
COPY pyproject.toml README.md LICENSE CHANGELOG.md ./
COPY agent agent
COPY device device
COPY grounding grounding
COPY models models
COPY tasks tasks
COPY ui ui
RUN python -m pip install --no-cache-dir build==1.* && python -m build --wheel --outdir /dist

FROM python:${PYTHON}-slim
ARG EXTRAS=chat,bench,schedule
RUN apt-get update \
 && apt-get install -y --no-install-recommends adb tini \
 && rm -rf /var/lib/apt/lists/* \
 && useradd --create-home --uid 10001 tapwright \
 && install -d -m 1777 /tapwright
COPY --from=build /dist/*.whl /tmp/
# What Python installs is what the lock says, by hash, however late the image is built (docs/emulator.md).
COPY requirements.lock /tmp/
RUN python -m pip install --no-cache-dir --require-hashes -r /tmp/requirements.lock \
 && python -m pip install --no-cache-dir "$(ls /tmp/*.whl)[${EXTRAS}]" \
 && rm -f /tmp/*.whl /tmp/requirements.lock
USER tapwright
WORKDIR /tapwright
ENV HOME=/tapwright TAPWRIGHT_STATE=/tapwright/.state PYTHONUNBUFFERED=1
VOLUME /tapwright
ENTRYPOINT ["tini", "--", "agent"]
CMD ["--help"]
