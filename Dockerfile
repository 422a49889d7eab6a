FROM node:24-slim

ENV NODE_ENV=production
WORKDIR /app

# The image brings its own Node; the packages' install scripts are not needed without the pinned one.
COPY package.json package-lock.json .npmrc ./
RUN npm install --omit=dev --no-save --ignore-scripts --loglevel=error

COPY LICENSE ./
COPY bin ./bin
COPY src ./src

USER node
EXPOSE 8080
ENTRYPOINT ["/app/bin/keyturn"]
CMD ["serve"]
