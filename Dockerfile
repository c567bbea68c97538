# One image with every app; docker-compose.yml says which one a container runs.
FROM node:24-slim AS build
WORKDIR /app
RUN npm install --global pnpm@12.21.0
COPY . .
RUN pnpm install --frozen-lockfile
RUN node scripts/build.ts
# what the apps need to run, without the tools that built them; hoisted, because packages/contract finds
# its optional peers (Nest) only at the top once it has no development packages of its own
RUN rm -rf node_modules */node_modules apps/*/node_modules packages/*/node_modules \
  && pnpm install --prod --frozen-lockfile --shamefully-hoist

FROM node:24-slim
WORKDIR /app
COPY --from=build /app ./
USER node
