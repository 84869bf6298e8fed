# SPDX-License-Identifier: Apache-2.0
# One static program and nothing else. Nothing is fetched at run time:
#   docker build -t agentlint .
#   docker run --rm --network none --read-only --cap-drop ALL \
#     -v "$PWD:/work:ro" agentlint deploy/

# By tag, so that a rebuild takes the distribution's security updates.
FROM debian:13-slim AS build
COPY . /source
WORKDIR /source
# Takes what it needs, and no more, from the distribution.
RUN scripts/build release-static agentlint && \
    strip build/release-static/agentlint && \
    mkdir -p /image/licenses /image/work && \
    cp build/release-static/agentlint /image/ && \
    cp LICENSE /image/licenses/agentlint && \
    for library in libc6 libyaml libcyaml libjansson libutf8proc; do \
        cp "/usr/share/doc/$library-dev/copyright" "/image/licenses/$library" || \
            exit 1; \
    done

FROM scratch
COPY --from=build /image/ /
WORKDIR /work
# Nobody's number, as there is no /etc/passwd that could name it.
USER 65532:65532
HEALTHCHECK NONE
ENTRYPOINT ["/agentlint"]
