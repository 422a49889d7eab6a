FROM node:24-slim

ENV NODE_ENV=production
WORKDIR /app

# The image brings its own Node; the packages' install scripts are not needed without the pinned one.
COPY package.json package-lock.json .npmrc ./
# Not `npm ci`: the lock file does not hold what is optional on other platforms. What it holds is installed by its digest.
RUN npm install --omit=dev --no-save --ignore-scripts --loglevel=error && npm cache clean --force

COPY LICENSE ./
COPY bin ./bin
COPY src ./src

# The user `node`, by its number: a cluster that forbids root can see that it is not.
USER 1000:1000
EXPOSE 8080
# For Docker, at the port of an untouched configuration; a cluster has its own probes.
HEALTHCHECK --interval=30s --timeout=5s --start-period=30s \
  CMD ["node", "-e", "fetch('http://127.0.0.1:8080/healthz').then(({ ok }) => process.exit(ok ? 0 : 1), () => process.exit(1))"]
# The wrapper becomes the program itself (exec), so signals reach it.
ENTRYPOINT ["/app/bin/keyturn"]
CMD ["serve"]
