# One image for every service; docker-compose.yml says which command runs.
FROM python:3.12-slim-bookworm

ENV PYTHONUNBUFFERED=1 PYTHONUTF8=1
WORKDIR /app

COPY requirements.lock ./
RUN pip install --no-cache-dir --require-hashes --no-deps -r requirements.lock

COPY LICENSE README.md pyproject.toml ./
COPY LICENSES LICENSES
COPY forms forms
COPY mock_idp mock_idp
COPY mock_population_db mock_population_db
COPY portal portal

RUN useradd --create-home --uid 10001 lienthong \
    && mkdir /app/var && chown lienthong /app/var
USER lienthong
VOLUME /app/var
STOPSIGNAL SIGTERM
EXPOSE 8390

CMD ["python", "-m", "portal", "serve", "--host", "0.0.0.0"]
