"""The same records for programs: JSON with an OpenAPI description at /api/schema/openapi.json."""
