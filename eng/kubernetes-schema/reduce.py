#!/usr/bin/env python3
"""Writes the JSON schema of the kinds that the charts may render: reduce.py swagger.json crd.yaml... > kubernetes.schema.json

swagger.json is Kubernetes' OpenAPI document, each crd.yaml a CustomResourceDefinition. Descriptions, defaults and status are left out, and an object
refuses fields that its type does not have, as the API server does under strict field validation. README.md names the sources.
"""
import json
import sys

import yaml

KINDS = [
    ("apps/v1", "Deployment"),
    ("autoscaling/v2", "HorizontalPodAutoscaler"),
    ("networking.k8s.io/v1", "Ingress"),
    ("networking.k8s.io/v1", "NetworkPolicy"),
    ("policy/v1", "PodDisruptionBudget"),
    ("v1", "ConfigMap"),
    ("v1", "PersistentVolumeClaim"),
    ("v1", "Pod"),
    ("v1", "Secret"),
    ("v1", "Service"),
    ("v1", "ServiceAccount"),
]
KEPT = {"type", "required", "enum", "pattern", "minimum", "maximum", "minItems", "maxItems", "minLength", "maxLength", "minProperties", "maxProperties", "anyOf", "oneOf", "allOf", "not"}
META = "io.k8s.apimachinery.pkg.apis.meta.v1.ObjectMeta"
SPECIAL = {
    "io.k8s.apimachinery.pkg.util.intstr.IntOrString": {"type": ["integer", "string"]},
    "io.k8s.apimachinery.pkg.api.resource.Quantity": {
        "type": ["string", "number"],
        "pattern": "^[+-]?([0-9]+(\\.[0-9]*)?|\\.[0-9]+)([KMGTPE]i|[numkMGTPE]|[eE][+-]?[0-9]+)?$",
    },
}
# Nobody writes these; the API server does.
SERVER_SIDE = {"managedFields", "selfLink", "uid", "resourceVersion", "generation", "creationTimestamp", "deletionTimestamp", "ownerReferences", "status"}


def reduce(schema, is_top=False):
    if "$ref" in schema:
        return {"$ref": schema["$ref"].replace("#/definitions/", "#/$defs/")}
    if schema.get("x-kubernetes-int-or-string") or schema.get("format") == "int-or-string":
        return {"type": ["integer", "string"]}
    kept = {key: value for key, value in schema.items() if key in KEPT}
    for key in ("anyOf", "oneOf", "allOf"):
        if key in kept:
            kept[key] = [reduce(part) for part in kept[key]]
    if "not" in kept:
        kept["not"] = reduce(kept["not"])
    if "items" in schema:
        kept["items"] = reduce(schema["items"])
    if schema.get("nullable") and isinstance(kept.get("type"), str):
        kept["type"] = [kept["type"], "null"]
    if "properties" in schema:
        kept["properties"] = {
            name: {"$ref": f"#/$defs/{META}"} if is_top and name == "metadata" else reduce(value)
            for name, value in schema["properties"].items()
            if not (is_top and name == "status")
        }
    if isinstance(schema.get("additionalProperties"), dict):
        kept["additionalProperties"] = reduce(schema["additionalProperties"])
    elif "properties" in schema and schema.get("type") == "object" and not schema.get("x-kubernetes-preserve-unknown-fields"):
        kept["additionalProperties"] = False
    return kept


def references(schema):
    if isinstance(schema, dict):
        if "$ref" in schema:
            yield schema["$ref"].removeprefix("#/$defs/")
        for value in schema.values():
            yield from references(value)
    elif isinstance(schema, list):
        for value in schema:
            yield from references(value)


def main(swagger, crds):
    with open(swagger, encoding="utf-8") as file:
        source = json.load(file)["definitions"]
    kinds, definitions, wanted = {}, {}, [META]
    for name, schema in source.items():
        for gvk in schema.get("x-kubernetes-group-version-kind", []):
            version = f"{gvk['group']}/{gvk['version']}".lstrip("/")
            if (version, gvk["kind"]) in KINDS:
                kinds[f"{version}/{gvk['kind']}"] = name
                wanted.append(name)
    missing = {f"{version}/{kind}" for version, kind in KINDS} - kinds.keys()
    if missing:
        sys.exit(f"not in {swagger}: {', '.join(sorted(missing))}")
    for path in crds:
        with open(path, encoding="utf-8") as file:
            crd = next(document for document in yaml.safe_load_all(file) if document)["spec"]
        for version in crd["versions"]:
            if version["storage"]:
                key = f"{crd['group']}/{version['name']}/{crd['names']['kind']}"
                kinds[key] = key.replace("/", ".")
                definitions[kinds[key]] = reduce(version["schema"]["openAPIV3Schema"], is_top=True)
    while wanted:
        name = wanted.pop()
        if name in definitions:
            continue
        schema = dict(source[name])
        if "properties" in schema:
            schema["properties"] = {key: value for key, value in schema["properties"].items() if key not in SERVER_SIDE}
        definitions[name] = SPECIAL.get(name) or reduce(schema)
        wanted.extend(references(definitions[name]))
    # A line for each type, so that a change can be read.
    lines = ",\n".join(f"    {json.dumps(name)}: {json.dumps(definitions[name], separators=(',', ':'))}" for name in sorted(definitions))
    kind_lines = ",\n".join(f"    {json.dumps(kind)}: {{\"$ref\":\"#/$defs/{kinds[kind]}\"}}" for kind in sorted(kinds))
    print(f'{{\n  "kinds": {{\n{kind_lines}\n  }},\n  "$defs": {{\n{lines}\n  }}\n}}')


main(sys.argv[1], sys.argv[2:])
