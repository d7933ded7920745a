import { fieldsOf, type Check, type Field, type Fields, type ResourceModel } from "./model";
import { isRecord, isUnknown, type Properties, type Value } from "./value";

export interface CheckFailure {
    readonly property: string;
    readonly reason: string;
}

/** The check failures of the provider, before any call to AWS. They are reported at preview. */
export const failuresOf = (model: ResourceModel, inputs: Properties): CheckFailure[] => {
    const given = Object.fromEntries(Object.entries(inputs).filter(([name]) => !name.startsWith("__")));
    return [
        ...failuresIn(fieldsOf(model), given, ""),
        ...(model.conflicts ?? []).flatMap((names) => tooMany(given, names)),
        ...(model.exactlyOne ?? []).flatMap((names) =>
            names.every((name) => given[name] === undefined)
                ? [{ property: names[0] ?? "", reason: `one of ${names.join(", ")} must be given` }]
                : tooMany(given, names),
        ),
    ];
};

const tooMany = (inputs: Properties, names: readonly string[]): CheckFailure[] => {
    const present = names.filter((name) => inputs[name] !== undefined);
    return present.length < 2 ? [] : [{ property: present[1] ?? "", reason: `conflicts with ${present[0] ?? ""}` }];
};

const failuresIn = (fields: Fields, inputs: Properties, prefix: string): CheckFailure[] => {
    const unexpected = Object.keys(inputs)
        .filter((name) => fields[name] === undefined)
        .map((name) => ({
            property: prefix + name,
            reason: "is not an input of the fake AWS. Correct the name, or add the input to the model of the type",
        }));
    const wrong = Object.entries(fields).flatMap(([name, field]) => {
        const value = inputs[name];
        if (value === undefined || value === null) {
            return field.required === true
                ? [{ property: prefix + name, reason: "is required, but no definition was found" }]
                : [];
        }
        return failuresOfField(field, value, prefix + name);
    });
    return [...unexpected, ...wrong];
};

const failuresOfField = (field: Field, value: Value, property: string): CheckFailure[] => {
    if (isUnknown(value)) {
        return [];
    }
    if (!isKind(field.kind, value)) {
        return [{ property, reason: `must be a ${field.kind}, got ${JSON.stringify(value)}` }];
    }
    const own = reasons(field.checks ?? [], value).map((reason) => ({ property, reason }));
    if (isRecord(value) && field.fields !== undefined) {
        return [...own, ...failuresIn(field.fields, value, `${property}.`)];
    }
    if (Array.isArray(value)) {
        const ofItems = value.flatMap((item, index) => failuresOfItem(field, item, `${property}[${index}]`));
        return [...own, ...ofItems];
    }
    return own;
};

const failuresOfItem = (field: Field, item: Value, property: string): CheckFailure[] => {
    if (isUnknown(item)) {
        return [];
    }
    if (field.fields !== undefined) {
        return isRecord(item)
            ? failuresIn(field.fields, item, `${property}.`)
            : [{ property, reason: `must be a record, got ${JSON.stringify(item)}` }];
    }
    if (typeof item !== "string") {
        return [{ property, reason: `must be a string, got ${JSON.stringify(item)}` }];
    }
    return reasons(field.items ?? [], item).map((reason) => ({ property, reason }));
};

const reasons = (checks: readonly Check[], value: Value): string[] =>
    checks.map((check) => check(value)).filter((reason) => reason !== undefined);

const isKind = (kind: Field["kind"], value: Value): boolean => {
    switch (kind) {
        case "string":
            return typeof value === "string";
        case "number":
            return typeof value === "number";
        case "boolean":
            return typeof value === "boolean";
        case "list":
            return Array.isArray(value);
        case "map":
        case "record":
            return isRecord(value);
    }
};
