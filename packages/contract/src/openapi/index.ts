export { buildOpenApi, type OpenApiDocument, type OpenApiSettings } from './build-openapi.ts'
