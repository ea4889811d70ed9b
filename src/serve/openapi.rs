//! The OpenAPI document of the API, made of the same table that answers the requests.

use schemars::generate::SchemaSettings;
use schemars::{Schema, SchemaGenerator};
use serde_json::{Map, Value, json};

use super::api::{Content, OPERATIONS, Operation, Problem};
use super::parameters::Parameter;
use crate::index::{Has, Order};
use crate::record::DecisionKind;

/// The document, OpenAPI 3.1.
pub fn document() -> Value {
    let settings = SchemaSettings::draft2020_12().with(|settings| {
        settings.definitions_path = "/components/schemas".into();
        settings.meta_schema = None;
    });
    let mut generator = settings.into_generator();
    let problem = generator.subschema_for::<Problem>();
    // Parameters refer to these.
    for _ in [
        generator.subschema_for::<DecisionKind>(),
        generator.subschema_for::<Has>(),
        generator.subschema_for::<Order>(),
    ] {}
    let mut paths = Map::new();
    for operation in OPERATIONS {
        let described = describe(operation, &mut generator, &problem);
        paths.insert(operation.path.replace("{*", "{"), json!({ "get": described }));
    }
    json!({
        "openapi": "3.1.0",
        "info": {
            "title": "paragraf",
            "version": env!("CARGO_PKG_VERSION"),
            "description": "The reading room for programs: read only, no key. Values are Swedish, word for word; keys are English.",
            "license": { "name": "MIT OR Apache-2.0", "identifier": "MIT OR Apache-2.0" },
        },
        "paths": paths,
        "components": { "schemas": generator.take_definitions(true) },
    })
}

fn describe(operation: &Operation, generator: &mut SchemaGenerator, problem: &Schema) -> Value {
    let in_path = operation
        .in_path
        .iter()
        .map(|parameter| parameter_of(parameter, "path"));
    let in_query = operation
        .parameters
        .iter()
        .map(|parameter| parameter_of(parameter, "query"));
    let content = match operation.content {
        Content::Json(schema) => json!({ "application/json": { "schema": schema(generator) } }),
        Content::Lines(schema) => json!({ "application/x-ndjson": { "schema": schema(generator) } }),
        Content::Csv => json!({ "text/csv": { "schema": { "type": "string" } } }),
    };
    let refusal = |description: &str| json!({ "description": description, "content": { "application/json": { "schema": problem } } });
    json!({
        "operationId": operation.name,
        "summary": operation.summary,
        "parameters": in_path.chain(in_query).collect::<Vec<_>>(),
        "responses": {
            "200": { "description": "the answer", "content": content },
            "400": refusal("a parameter is unknown, or its value cannot be"),
            "404": refusal("there is no such thing here"),
        },
    })
}

fn parameter_of(parameter: &Parameter, place: &str) -> Value {
    let schema: Value = serde_json::from_str(parameter.schema).unwrap_or_default();
    json!({
        "name": parameter.name,
        "in": place,
        "required": place == "path",
        "description": parameter.meaning,
        "schema": schema,
    })
}
